import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject } from '#primitives';
import { requireCurl } from '../environment/curl.mjs';
import { requireOpenssl } from '../environment/openssl.mjs';
import { findPortBase, RunningDemonstration } from './running-demonstration.js';

const run = promisify(execFile);
const END = '-- end of an answer --';
/** Every answer that is not a success ends the script. */
const PRELUDE = 'set -e; curl() { command curl --fail-with-body --max-time 20 "$@"; }';
const STARTING_MILLISECONDS = 180_000;
/** Beyond these, `npm start` needs nothing that a newcomer's machine may lack. */
const PAGES = 7;

let scratch: string;
let dataFolder: string;
let portBase: number;
let demonstration: RunningDemonstration;

beforeAll(async () => {
  requireCurl();
  requireOpenssl();
  scratch = await mkdtemp(join(tmpdir(), 'incola-documents-'));
  dataFolder = join(scratch, 'a folder with spaces');
  portBase = await findPortBase();
  demonstration = await RunningDemonstration.start(dataFolder, portBase);
}, STARTING_MILLISECONDS);

afterAll(async () => {
  await demonstration?.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** Runs shell lines one after the other in one shell. @returns what each printed */
async function runLines(lines: readonly string[]): Promise<string[]> {
  const script = [PRELUDE, ...lines.flatMap((line) => [line, `echo; echo '${END}'`])].join('\n');
  const { stdout } = await run('sh', ['-c', script], { cwd: scratch, maxBuffer: 16 * 1024 * 1024 });
  return stdout
    .split(END)
    .slice(0, -1)
    .map((text) => text.trim());
}

async function readFounding(): Promise<string[]> {
  const files = ['trust.json', 'certificates.json', 'founding.json'].map((name) => join('founding', name));
  return Promise.all([...files, 'founded.json'].map((name) => readFile(join(dataFolder, name), 'utf8')));
}

async function sizeOfLog(): Promise<number> {
  const [checkpoint = ''] = await runLines([`curl -s http://localhost:${portBase + 3}/api/v1/ledger/checkpoint`]);
  return Number(checkpoint.split('\n')[1]);
}

/** The shell blocks of one section of a document, as lines that can be run. */
async function linesOfSection(file: string, heading: string): Promise<string[]> {
  const [, section = ''] = (await readFile(file, 'utf8')).split(`\n## ${heading}\n`);
  const blocks = (section.split('\n## ')[0] ?? '').matchAll(/```sh\n([\s\S]*?)```/g);
  return [...blocks].flatMap(([, block = '']) => block.trim().split('\n')).map((line) => line.trim());
}

describe('docs/integrate.md, line by line', () => {
  let key = '';

  test('gives a first result in a sandbox, with curl alone', async () => {
    const [, code = ''] = /^ {2}sandbox +http:\S+#(incola_setup_\S+)$/m.exec(demonstration.printed) ?? [];
    const lines = await linesOfSection('docs/integrate.md', 'A first result in a sandbox');
    const here = lines.map((line) =>
      line.replaceAll('localhost:4002', `localhost:${portBase + 2}`).replace('incola_setup_…', code),
    );
    const answers = await runLines([...here, 'echo "$KEY"']);
    key = answers.pop() ?? '';
    const bodies = answers.filter((answer) => answer.startsWith('{')).map((answer) => JSON.parse(answer) as JsonObject);
    expect(bodies.map(({ status }) => status)).toEqual(['created', 'verified', 'verified', 'created', 'not_verified']);
    expect(bodies[1]).toMatchObject({
      decision: 'verified',
      answer: [{ claims: { evidence_date: expect.any(String) } }],
    });
  });

  test('lets a machine in that has a key of its own, with openssl and curl', async () => {
    const lines = await linesOfSection('docs/integrate.md', 'Who may call');
    const answers = await runLines([`BASE=http://localhost:${portBase + 2} KEY=${key}`, ...lines]);
    expect(JSON.parse(answers.at(-1) ?? '')).toMatchObject({ items: [{ status: 'not_verified' }] });
  });
});

describe('what `npm start` prints', () => {
  let keys: string[];

  test('names the addresses, each of which answers with a page, and a one-time setup link for each tenant', async () => {
    const addresses = [...demonstration.printed.matchAll(/^ {2}(?:the|for) \w+ +(http:\S+)$/gm)].map(
      ([, at = '']) => at,
    );
    expect(addresses).toHaveLength(PAGES);
    for (const address of addresses) {
      const answer = await fetch(address);
      expect([address, answer.status, answer.headers.get('content-type')]).toEqual([
        address,
        200,
        expect.stringMatching(/^text\/html/),
      ]);
      expect(await answer.text()).toContain('<html');
    }
    const links = [...demonstration.printed.matchAll(/^ {2}([a-z-]+) +(http:\S+\/setup)#incola_setup_\S+$/gm)];
    expect(links.map(([, tenant]) => tenant)).toEqual([
      'eaux-de-valserine',
      'lumiere-fictive',
      'banque-fictive-du-val',
      'valserine-les-essais',
      'sandbox',
    ]);
    for (const [, , page = ''] of links) expect((await fetch(page)).status).toBe(200);

    expect(demonstration.printed).toContain(`stays in ${dataFolder}.`);
  });

  test('is what a first walk needs: the customer, the address, and where each is asked', () => {
    const { printed } = demonstration;
    for (const words of [
      'Camille Exemple-Témoin',
      'C000001',
      '12 bis rue des Érables, 59000, Lille',
      'a proof of age too',
    ]) {
      expect(printed).toContain(words);
    }
  });

  test('can be copied line by line into a shell, and every line is answered', async () => {
    const { commands } = demonstration;
    const keyLines = ['echo "$WATER_KEY"', 'echo "$BANK_KEY"'];
    const answers = await runLines([...commands, ...keyLines]);
    keys = answers.splice(-keyLines.length);
    for (const key of keys) expect(key).toMatch(/^incola_/);
    const answered = commands.map((command, place) => ({ command, answer: answers[place] ?? '' }));
    const json = answered.filter(({ command }) => command.startsWith('curl') && !command.endsWith('/checkpoint'));
    expect(json.length).toBeGreaterThanOrEqual(5);
    const bodies = json.map(({ answer }) => JSON.parse(answer) as Record<string, unknown>);
    expect(Object.assign({}, ...bodies)).toMatchObject({
      accepted: 0,
      unchanged: 500,
      refused: 17,
      transactionCode: expect.stringMatching(/^\d{6}$/) as unknown as string,
      walletLink: expect.stringMatching(/^openid4vp:/) as unknown as string,
    });
    const link = answered.find(({ command }) => command.startsWith('node'))?.answer;
    expect(link).toMatch(/\/setup#incola_setup_\S+$/);
    const checkpoint = answered.find(({ command }) => command.endsWith('/checkpoint'))?.answer ?? '';
    expect(checkpoint.split('\n').filter((line) => line.startsWith('— ')).length).toBeGreaterThanOrEqual(3);
  });

  test(
    'after a restart: the same founding and data; the counters work with the keys that they had',
    async () => {
      const before = { founding: await readFounding(), size: await sizeOfLog() };
      expect(await demonstration.stop()).toBe(0);
      demonstration = await RunningDemonstration.start(dataFolder, portBase);
      expect(demonstration.printed).not.toContain('Founding');
      expect(await readFounding()).toEqual(before.founding);
      expect(await sizeOfLog()).toBeGreaterThanOrEqual(before.size);

      const search = demonstration.commands.find((command) => command.startsWith('CUSTOMER='));
      const [customer] = await runLines([`WATER_KEY=${keys[0]}; ${search}; echo "$CUSTOMER"`]);
      expect(customer).toMatch(/^[A-Za-z0-9_-]{22}$/);

      expect(demonstration.printed).toContain('One-time setup links');
      for (const place of ['bank', 'door']) {
        expect((await fetch(`http://localhost:${portBase + 4}/${place}`)).status).toBe(200);
      }
    },
    STARTING_MILLISECONDS,
  );
});
