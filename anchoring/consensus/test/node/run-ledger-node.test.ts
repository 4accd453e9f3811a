import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom, systemClock } from '#primitives';
import {
  chooseFreePorts,
  createNetworkGenesis,
  foundDevelopmentLedger,
  readNodeDescription,
  runLedgerNode,
  RunningMemberNode,
  type FounderKey,
} from '#anchoring/consensus';
import { parseTrustFile } from '#ledger';
import { makeFictiveNetwork, scratchFolder } from '../network/fictive-network.js';

let scratch: ReturnType<typeof scratchFolder>;
let trust: string;
let home: string;
beforeEach(() => {
  scratch = scratchFolder();
  trust = join(makeFictiveNetwork(scratch.folder, 1).folder, 'trust.json');
  home = join(scratch.folder, 'member');
});
afterEach(() => scratch.remove());

const ID = 'ab'.repeat(20);
const OTHER = 'cd'.repeat(20);
const JOIN = ['--listen', '192.0.2.7:26656', '--peer', `${ID}@192.0.2.8:26656`];

async function run(...args: string[]) {
  const printed: string[] = [];
  const code = await runLedgerNode({
    args: [...args, '--folder', home],
    environment: { path: '', forGo: {} },
    moduleFolder: '/nowhere',
    cacheFolder: '/nowhere',
    applicationModule: '/nowhere/application.js',
    clock: systemClock,
    random: platformRandom,
    print: (line) => printed.push(line),
    whenAsked: Promise.resolve(),
    onReload: () => undefined,
  });
  return { code, printed };
}

describe('a member makes its node', () => {
  it('with two keys for its owner only, and hears what to tell the others', async () => {
    const { code, printed } = await run('init');
    expect(code).toBe(0);
    expect(printed).toEqual([expect.stringMatching(/^Node: [0-9a-f]{40}$/), expect.stringMatching(/: [\w-]{43}$/)]);
    for (const file of ['config/priv_validator_key.json', 'config/node_key.json', 'data/priv_validator_state.json']) {
      expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
    }
    const key = readFileSync(join(home, 'config/priv_validator_key.json'), 'utf8');
    expect((await run('init')).code).toBe(1);
    expect(readFileSync(join(home, 'config/priv_validator_key.json'), 'utf8')).toBe(key);
  });

  it("without the validator's key, where a signer has it", async () => {
    expect((await run('init', '--signer')).printed.at(-1)).toMatch(/the signer has it/);
    expect(existsSync(join(home, 'config/priv_validator_key.json'))).toBe(false);
    await run('join', '--trust', trust, ...JOIN, '--signer-socket', '/run/signer.sock');
    expect(readNodeDescription(home).signerSocket).toBe('/run/signer.sock');
  });

  it('joins with the trust file alone: the genesis follows from it, the same as at all others', async () => {
    await run('init');
    expect((await run('join', '--trust', trust, ...JOIN)).code).toBe(0);
    const { genesis } = parseTrustFile(readFileSync(trust, 'utf8'));
    const written = readFileSync(join(home, 'config/genesis.json'), 'utf8');
    expect(JSON.parse(written)).toEqual(createNetworkGenesis(genesis));
    const first = join(scratch.folder, 'network', 'nodes', 'citizens-1', 'config', 'genesis.json');
    expect(written).toBe(readFileSync(first, 'utf8'));
    expect((await run('show')).printed.at(-1)).toMatch(/^[0-9a-f]{40}@192\.0\.2\.7:26656$/);
    const { code, printed } = await run('join', '--trust', trust, ...JOIN);
    expect({ code, printed }).toEqual({ code: 1, printed: [expect.stringMatching(/belongs to a network already/)] });
  });

  it('is no peer of itself, though everybody is told the same list', async () => {
    const id = (await run('init')).printed[0]?.slice('Node: '.length) ?? '';
    await run('join', '--trust', trust, ...JOIN, '--peer', `${id}@192.0.2.7:26656`);
    expect(readNodeDescription(home).peers.map(({ nodeId }) => nodeId)).toEqual([ID]);
  });

  it('does not join without keys, nor by a file that founds no network', async () => {
    expect((await run('join', '--trust', trust, ...JOIN)).printed).toEqual([
      expect.stringMatching(/keys .* can't be read/),
    ]);
    await run('init');
    const embedded = JSON.parse(readFileSync(trust, 'utf8')) as { genesis: { consensus?: object } };
    delete embedded.genesis.consensus;
    writeFileSync(join(scratch.folder, 'embedded.json'), JSON.stringify(embedded));
    const { code } = await run('join', '--trust', join(scratch.folder, 'embedded.json'), ...JOIN);
    expect(code).toBe(1);
    expect(existsSync(join(home, 'node.json'))).toBe(false);
  });
});

describe("a node's peers", () => {
  beforeEach(async () => {
    await run('init');
    await run('join', '--trust', trust, ...JOIN);
  });

  it('are listed, moved and struck off', async () => {
    const added = await run('peers', '--add', `${OTHER}@192.0.2.9:26656`);
    expect(added.printed).toEqual([`${ID}@192.0.2.8:26656`, `${OTHER}@192.0.2.9:26656`]);
    const moved = await run('peers', '--add', `${ID}@192.0.2.10:26657`, '--remove', OTHER);
    expect(moved.printed).toEqual([`${ID}@192.0.2.10:26657`]);
    expect(statSync(join(home, 'node.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    'no peer',
    `${ID}@example:26656`,
    `${ID}@192.0.2.8:0`,
    `${ID}@192.0.2.8:70000`,
    `${ID.slice(1)}@192.0.2.8:1`,
  ])('refuses %s', async (peer) => {
    expect((await run('peers', '--add', peer)).code).toBe(1);
    expect(readNodeDescription(home).peers).toHaveLength(1);
  });

  it('are refused where one is named twice', async () => {
    const twice = await run('peers', '--add', `${OTHER}@192.0.2.9:1`, '--add', `${OTHER}@192.0.2.9:2`);
    expect(twice.printed).toEqual([expect.stringMatching(/can't be described so/)]);
  });

  it('are read from a whole description only', async () => {
    writeFileSync(join(home, 'node.json'), '{"format":"incola-node"}');
    expect((await run('peers')).printed).toEqual([expect.stringMatching(/describes no node/)]);
  });
});

it.each([
  [[]],
  [['start', 'twice']],
  [['leave']],
  [['join', '--trust', 'trust.json']],
  [['show', '--add', 'x']],
  [['start', '--listen', '192.0.2.7:1']],
  [['init', '--unknown']],
  [['vote', '--member-key', 'key.json', '--proposal', 'id', '--choice', 'perhaps']],
  [['close', '--proposal', 'id']],
])('says how it is used for %j', async (args) => {
  const { code, printed } = await run(...args);
  expect({ code, printed }).toEqual({ code: 2, printed: [expect.stringMatching(/^Usage: npm run ledger:node/)] });
});

describe('a member acts by its node', () => {
  const key = () => join(scratch.folder, 'member_key.json');
  const propose = (file: string) => run('propose', '--member-key', key(), '--proposal', file);
  beforeEach(async () => {
    await run('init');
    await run('join', '--trust', trust, ...JOIN);
    const { did, college, privateJwk } = foundDevelopmentLedger(0, platformRandom).founderKeys[0] as FounderKey;
    writeFileSync(key(), JSON.stringify({ did, college, privateJwk }), { mode: 0o600 });
  });

  it('with a key that only it may read, and that is one', async () => {
    chmodSync(key(), 0o640);
    expect((await propose('x')).printed).toEqual([expect.stringMatching(/open to other users .*chmod 600/)]);
    writeFileSync(key(), '{}');
    chmodSync(key(), 0o600);
    expect((await propose('x')).printed).toEqual([expect.stringMatching(/holds no member's key/)]);
  });

  it('with a proposal that is one, by a node that runs', async () => {
    const file = join(scratch.folder, 'proposal.json');
    writeFileSync(file, '{"id":"no-subject"}');
    expect((await propose(file)).printed).toEqual([expect.stringMatching(/is no proposal .*at subject/s)]);
    expect((await propose(join(scratch.folder, 'nowhere'))).printed).toEqual([expect.stringMatching(/is not there/)]);
    const argument = { words: { en: 'So.', fr: 'Ainsi.' }, textDigest: null };
    writeFileSync(file, JSON.stringify({ id: 'one', subject: { kind: 'none' }, argument, votingSeconds: 1 }));
    expect((await propose(file)).code).toBe(1);
  });
});

it('says why the engine is neither found nor built', async () => {
  const { code, printed } = await run('engine');
  expect({ code, printed }).toEqual({ code: 1, printed: [expect.stringContaining('/nowhere')] });
});

it('does not start without the built application', async () => {
  mkdirSync(home);
  expect((await run('start')).printed).toEqual([expect.stringMatching(/is not built/)]);
});

describe('a node whose application ends so that only a person can help', () => {
  it.each([
    [3, 'contract_code_not_in_force', 'start that program'],
    [4, 'state_sync_failed', 'without --state-sync'],
  ])('is told of at once: exit code %i', async (exitCode, code, remedy) => {
    await run('init');
    const [port = 0, rpcPort = 0] = await chooseFreePorts(2, platformRandom);
    const places = ['--listen', `127.0.0.1:${port}`, '--rpc-port', `${rpcPort}`, '--peer', `${ID}@192.0.2.8:26656`];
    await run('join', '--trust', trust, ...places);
    const startedAt = systemClock();
    const starting = RunningMemberNode.start({
      folder: home,
      // It waits for its application, which never listens.
      engine: '/nowhere',
      application: { program: process.execPath, parameters: ['-e', `process.exit(${exitCode})`, '--'] },
      clock: systemClock,
      report: () => undefined,
    });
    await expect(starting).rejects.toMatchObject({ code, message: expect.stringContaining(remedy) });
    expect(systemClock() - startedAt).toBeLessThan(20_000);
  });
});
