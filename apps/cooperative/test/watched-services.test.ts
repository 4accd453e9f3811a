import { copyFile, mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runLedgerWatch } from '#anchoring/watch';
import { freePorts } from '../../../test/environment/free-ports.mjs';
import type { CooperativeService } from '../src/start-cooperative.js';
import { foundInFolder, sendFounding, start, type FoundedCooperative } from './founded-cooperative.js';

const clock = () => Date.now();

/** Stands where another college's service is: what it shows is one of our services', or nothing. */
class OtherCollege {
  target: string | undefined;
  readonly #server = createServer((request, response) => {
    if (this.target === undefined) return void response.destroy();
    void fetch(`${this.target}${request.url ?? '/'}`).then(
      async (answer) => {
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
        response.end(await answer.text());
      },
      () => response.destroy(),
    );
  });

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** One cooperative with all keys, and a second one of whoever stole them: the same genesis, and another log. */
describe("a cooperative that compares its ledger with another college's service", () => {
  const other = new OtherCollege();
  let otherUrl: string;
  let founded: FoundedCooperative;
  let service: CooperativeService;
  let forged: CooperativeService;
  let metricsUrl: string;
  let trust: string;

  beforeAll(async () => {
    otherUrl = await other.listen();
    founded = await foundInFolder(clock);
    const [metricsPort = 0, forgedPort = 0] = await freePorts(2);
    metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
    const watch = { sources: [otherUrl], everySeconds: 3600 };
    const folder = await mkdtemp(join(tmpdir(), 'incola-thief-'));
    trust = join(founded.config.foundingFolder, 'trust.json');
    await copyFile(founded.config.keyStoreUrl.replace('sqlite:', ''), join(folder, 'keys.sqlite'));
    const stolen = {
      ...{ ...founded.config, port: forgedPort, publicUrl: `http://localhost:${forgedPort}` },
      ...{
        databaseUrl: `sqlite:${join(folder, 'forged.sqlite')}`,
        keyStoreUrl: `sqlite:${join(folder, 'keys.sqlite')}`,
      },
    };
    founded = { ...founded, config: { ...founded.config, metricsPort, watch } };
    service = await start(founded, clock);
    await sendFounding(founded);
    // Another second in its blocks' ends, or the shorter log would only be where the other one was.
    forged = await start({ ...founded, config: stolen }, () => clock() + 5000);
    const { founding } = founded;
    await sendFounding({ ...founded, config: stolen, founding: founding.slice(0, -1) });
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await forged.close();
    await founded.close();
    other.close();
  });

  const page = async (language: string) => {
    const answer = await fetch(`${founded.config.publicUrl}/explorer/log`, {
      headers: { 'accept-language': language },
    });
    return answer.text();
  };
  const alarms = async () => /incola_ledger_watch_alarms (\d+)/.exec(await (await fetch(metricsUrl)).text())?.[1];

  async function watchFromOutside(...args: string[]) {
    const lines: string[] = [];
    const code = await runLedgerWatch(['--trust', trust, ...args], {
      print: (line) => lines.push(line),
      stop: new AbortController().signal,
      clock,
      get: async (url) => {
        const answer = await fetch(url);
        return { status: answer.status, text: await answer.text() };
      },
      post: () => Promise.reject(new Error('nobody is told')),
      nodeAt: () => ({ name: 'no node', voters: () => Promise.reject(new Error('nobody has a node')) }),
      wait: () => Promise.resolve(),
    });
    return { code, text: lines.join('\n') };
  }

  it('says on its page that both show one log, and has no alarm', async () => {
    other.target = service.url;
    await service.runDueWork();
    expect(await page('en')).toContain('All of them show the same log.');
    expect(await page('fr')).toContain('Tous montrent le même journal.');
    expect(await alarms()).toBe('0');
    const memory = join(await mkdtemp(join(tmpdir(), 'incola-watch-')), 'memory');
    const sources = ['--source', founded.config.publicUrl, '--source', otherUrl];
    expect(await watchFromOutside(...sources, '--once', '--state', memory)).toMatchObject({ code: 0 });
  });

  it('raises an alarm for a fork that is validly signed, on its page and in its figures, which outlasts a restart', async () => {
    other.target = forged.url;
    await service.runDueWork();
    expect(await page('en')).toContain('The ledger has forked');
    expect(await page('fr')).toContain('Le registre a bifurqué');
    // The forged log is also shorter than what that service showed before.
    expect(await alarms()).toBe('2');
    other.target = service.url;
    await service.close();
    service = await start(founded, clock);
    await service.runDueWork();
    expect(await alarms()).toBe('1');
  });

  it('and so does anyone from outside, who keeps both signed roots as a proof for others', async () => {
    other.target = forged.url;
    const memory = join(await mkdtemp(join(tmpdir(), 'incola-watch-')), 'memory');
    const sources = ['--source', founded.config.publicUrl, '--source', otherUrl];
    expect(await watchFromOutside(...sources, '--once', '--state', memory)).toMatchObject({ code: 1 });
    const proof = JSON.parse(await readFile(`${memory}.fork-1.json`, 'utf8')) as Record<string, { source: string }>;
    expect([proof['first']?.source, proof['second']?.source]).toEqual([founded.config.publicUrl, otherUrl]);
    expect(await watchFromOutside('--fork', `${memory}.fork-1.json`)).toMatchObject({ code: 0 });
  });

  it('goes on where the other service is away', async () => {
    other.target = undefined;
    await service.runDueWork();
    expect(await page('en')).toContain('could not be read');
    expect((await fetch(`${founded.config.publicUrl}/readyz`)).status).toBe(200);
  });
});
