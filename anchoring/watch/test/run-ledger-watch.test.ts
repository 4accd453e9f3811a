import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runLedgerWatch } from '#anchoring/watch';
import { parseTrustFile } from '#ledger';
import { FIRST, STARTED_AT } from '../../../libs/ledger/test/cometbft/fictive-network.js';
import { payloads } from '../../contract/test/founded-cooperative.js';
import { networkGenesis, NetworkLog } from '../../log/test/network-log.js';
import { publishNetworkLog, PublishedSources } from './published-sources.js';

const ONE = 'https://one.example';
const OTHER = 'https://other.example';

let folder: string;
let trust: string;
let published: PublishedSources;
let log: NetworkLog;
const clock = { now: 0 };
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'incola-watch-'));
  trust = join(folder, 'trust.json');
  const file = { format: 'incola-trust', version: 1, genesis: networkGenesis, issuingRoots: [], accessRoots: [] };
  writeFileSync(trust, JSON.stringify(file));
  clock.now = STARTED_AT + 60;
  published = new PublishedSources();
  log = new NetworkLog();
  await log.block('register_verifier', payloads.verifier);
  for (const address of [ONE, OTHER]) published.byAddress.set(address, publishNetworkLog(log));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Run {
  /** What happens between two looks; the last one ends the run. */
  between?: (() => void)[];
  hook?: (body: string) => number;
}

/** What a node says of the present block, whichever it is. */
const voters = { heard: [] as string[], silent: [] as string[] };

async function run(args: readonly string[], { between = [], hook = () => 204 }: Run = {}) {
  const lines: string[] = [];
  const stop = new AbortController();
  const waiting = [...between];
  const code = await runLedgerWatch(args, {
    print: (line) => lines.push(line),
    stop: stop.signal,
    clock: () => clock.now * 1000,
    get: published.get,
    post: (_url, body) => Promise.resolve({ status: hook(body) }),
    nodeAt: (port) => ({ name: `port ${port}`, voters: () => Promise.resolve(voters) }),
    wait: () => {
      const next = waiting.shift();
      if (next === undefined) stop.abort();
      else next();
      return Promise.resolve();
    },
  });
  const last = lines.at(-1) ?? '';
  return {
    code,
    text: lines.join('\n'),
    result: last.startsWith('{') ? (JSON.parse(last) as Record<string, unknown>) : {},
  };
}

const SOURCES = ['--source', ONE, '--source', OTHER];

describe('ledger:watch', () => {
  it('looks once, says that all is well, and ends with a line of JSON', async () => {
    const { code, text, result } = await run(['--trust', trust, ...SOURCES, '--once']);
    expect(code).toBe(0);
    expect(text).toContain('All sources show the same log.');
    expect(result).toMatchObject({
      ok: true,
      size: 3,
      alarms: [],
      warnings: [],
      sources: [{ name: ONE }, { name: OTHER }],
    });
  });

  it('ends with 1 for an alarm, and with 0 for a warning alone', async () => {
    const [absent] = FIRST;
    const signers = FIRST.filter((one) => one !== absent).map(({ publicKey }) => publicKey);
    const away = publishNetworkLog(log);
    away.show({ signers });
    published.byAddress.set(ONE, away);
    published.byAddress.set(OTHER, away);
    const warned = await run(['--trust', trust, ...SOURCES, '--once']);
    expect([warned.code, warned.result]).toMatchObject([0, { warnings: [{ kind: 'college_endangered' }, {}] }]);
    published.byAddress.delete(OTHER);
    const { code, text, result } = await run(['--trust', trust, ...SOURCES, '--once']);
    expect([code, result]).toMatchObject([1, { ok: false, alarms: [{ kind: 'unreachable', source: OTHER }] }]);
    expect(text).toContain(`Alarm: ${OTHER} cannot be read`);
  });

  it('asks the node that is named who is missing, where the ledger stands still', async () => {
    const keysOf = (isCitizens: boolean) =>
      FIRST.filter(({ college }) => (college === 'citizens') === isCitizens).map(({ publicKey }) => publicKey);
    [voters.heard, voters.silent] = [keysOf(false), keysOf(true)];
    clock.now += 1000;
    const { code, result } = await run(['--trust', trust, ...SOURCES, '--once', '--node-rpc', '26657']);
    expect(code).toBe(1);
    const missing = { kind: 'college_missing', source: 'port 26657', college: 'citizens' };
    expect(result['alarms']).toContainEqual(expect.objectContaining(missing));
    const { result: without } = await run(['--trust', trust, ...SOURCES, '--once']);
    expect(without['alarms']).toMatchObject([{ kind: 'stalled' }, { kind: 'stalled' }]);
    for (const port of ['0', '70000', 'rpc']) {
      expect((await run(['--trust', trust, ...SOURCES, '--node-rpc', port])).code).toBe(2);
    }
  });

  it('keeps the proof of a fork in a file of its own, which another person checks with the trust file alone', async () => {
    const twin = new NetworkLog();
    await twin.block('accredit_issuer', payloads.issuer, undefined, 5);
    published.byAddress.set(OTHER, publishNetworkLog(twin));
    const state = join(folder, 'memory');
    const { code, text } = await run(['--trust', trust, ...SOURCES, '--once', '--state', state]);
    expect(code).toBe(1);
    expect(text).toContain('The ledger has forked');
    const proof = `${state}.fork-1.json`;
    expect(await run(['--trust', trust, '--fork', proof])).toMatchObject({ code: 0, result: { ok: true } });
    const { second, ...rest } = JSON.parse(readFileSync(proof, 'utf8')) as Record<string, object>;
    const write = (value: object) => {
      writeFileSync(join(folder, 'changed.json'), JSON.stringify(value));
      return run(['--trust', trust, '--fork', join(folder, 'changed.json')]);
    };
    expect(await write({ ...rest, second: rest['first'] })).toMatchObject({ code: 1, result: { ok: false } });
    expect(await write({ ...rest, second, genesis: 'other' })).toMatchObject({
      result: { code: 'fork_of_another_ledger' },
    });
    expect(await write(rest)).toMatchObject({ code: 2, result: { code: 'malformed_fork' } });
  });

  it('says what begins and what ends, once each, and tells a webhook until that has heard it', async () => {
    const heard: Record<string, unknown>[] = [];
    let answers = [500, 204, 204];
    const { code, text } = await run(
      ['--trust', trust, ...SOURCES, '--webhook', 'https://alarm.example', '--stale', '90'],
      {
        hook: (body) => {
          heard.push(JSON.parse(body) as Record<string, unknown>);
          return answers.shift() ?? 204;
        },
        between: [() => void (clock.now += 200), () => undefined, () => undefined, () => void (clock.now -= 200)],
      },
    );
    expect(code).toBe(0);
    expect(heard).toHaveLength(3);
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[1]).toMatchObject({ begun: [{ kind: 'stalled', seconds: 240 }, {}], ended: [] });
    expect(heard[2]).toMatchObject({ begun: [], ended: [`stalled ${ONE} `, `stalled ${OTHER} `] });
    expect(text.match(/Over: The ledger stands still/g)).toHaveLength(2);
    answers = [];
  });

  it('writes the newest verified block into the trust file, and nothing while there is an alarm', async () => {
    const before = readFileSync(trust, 'utf8');
    clock.now += 1000;
    await run(['--trust', trust, ...SOURCES, '--once', '--renew']);
    expect(readFileSync(trust, 'utf8')).toBe(before);
    clock.now -= 1000;
    await run(['--trust', trust, ...SOURCES, '--once']);
    expect(readFileSync(trust, 'utf8')).toBe(before);
    const { text } = await run(['--trust', trust, ...SOURCES, '--once', '--renew']);
    expect(text).toContain('The trust file carries block 2 now');
    const { trustedBlock, ...rest } = parseTrustFile(readFileSync(trust, 'utf8'));
    expect([trustedBlock?.height, rest]).toEqual([2, JSON.parse(before)]);
    const again = await run(['--trust', trust, ...SOURCES, '--once', '--renew']);
    expect(again.text).not.toContain('The trust file carries');
  });

  it.each([
    [['--source', ONE]],
    [['--trust', 'x']],
    [['--trust', 'x', '--source', ONE, '--source', ONE]],
    [['--trust', 'x', '--source', ONE, '--interval', '0']],
    [['--trust', 'x', '--source', ONE, '--fork', 'y']],
    [['--trust', 'x', '--source', ONE, '--quiet']],
  ])('explains its usage for %j', async (args: string[]) => {
    const { code, text } = await run(args);
    expect(code).toBe(2);
    expect(text).toContain('Usage: npm run ledger:watch');
  });

  it('refuses a trust file, an address or a memory that is none', async () => {
    const none = join(folder, 'none.json');
    expect(await run(['--trust', none, ...SOURCES])).toMatchObject({
      code: 2,
      text: expect.stringContaining(`Not watched: ${none} is not there. Check the path`) as unknown,
      result: { code: 'unreadable_file' },
    });
    expect(await run(['--trust', trust, '--fork', folder])).toMatchObject({
      code: 2,
      text: expect.stringContaining('is a folder, where a file is wanted.') as unknown,
    });
    expect(await run(['--trust', trust, '--source', 'http://one.example'])).toMatchObject({
      code: 2,
      result: { ok: false },
    });
    const state = join(folder, 'memory');
    writeFileSync(state, '{"format":"incola-watch"}');
    expect(await run(['--trust', trust, ...SOURCES, '--state', state])).toMatchObject({
      code: 2,
      result: { code: 'malformed_watch_state' },
    });
    await run(['--trust', trust, ...SOURCES, '--once', '--state', `${state}2`]);
    const other = JSON.parse(readFileSync(`${state}2`, 'utf8')) as { genesis: string };
    writeFileSync(`${state}2`, JSON.stringify({ ...other, genesis: 'A'.repeat(43) }));
    expect(await run(['--trust', trust, ...SOURCES, '--state', `${state}2`])).toMatchObject({
      result: { code: 'watch_of_another_ledger' },
    });
  });
});
