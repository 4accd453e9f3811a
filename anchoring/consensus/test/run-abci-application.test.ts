import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { contractCodeDigest, CONTRACT_VERSION } from '#anchoring/contract';
import { cometbftChainId, genesisDigest, validatorPowers } from '#ledger';
import { contractProgram } from '#anchoring/consensus';
import { openSqlite } from '#service-kit/sqlite';
import { decodeBase64url, encodeUtf8 } from '#primitives';
import { genesis as plainGenesis, START } from '../../contract/test/founded-cooperative.js';
import { runAbciApplication } from '../src/abci/run-abci-application.js';
import { EngineConnection } from './engine-connection.js';
import { firstValidators, withNetwork } from './fictive-engine.js';

const genesis = withNetwork(plainGenesis);
const initChain = {
  time: { seconds: BigInt(START), nanos: 0 },
  chainId: cometbftChainId(genesis),
  appStateBytes: encodeUtf8(JSON.stringify({ genesis: genesisDigest(genesis), validators: firstValidators })),
  initialHeight: 1n,
  validators: validatorPowers(firstValidators).map(({ publicKey, power }) => ({
    pubKey: { ed25519: decodeBase64url(publicKey) },
    power: BigInt(power),
  })),
};

/** A replica's folder, and what runs the application in it. */
function newReplica() {
  const folder = mkdtempSync(join(tmpdir(), 'incola-application-'));
  const trust = join(folder, 'trust.json');
  writeFileSync(
    trust,
    JSON.stringify({ format: 'incola-trust', version: 1, genesis, issuingRoots: [], accessRoots: [] }),
  );
  const socket = join(folder, 'application.sock');
  const file = join(folder, 'application.sqlite');
  const database = `sqlite:${file}`;
  const start = (contract = contractProgram(genesis.contractCodeDigest)) => {
    const stop = new AbortController();
    const events: { event: string; code?: string }[] = [];
    let heard: () => void = () => undefined;
    const listening = new Promise<void>((resolve) => (heard = resolve));
    const print = (line: string) => {
      events.push(JSON.parse(line) as { event: string });
      heard();
    };
    const args = ['--socket', socket, '--database', database, '--trust', trust, '--peer', 'AA11', '--peer', 'bb22'];
    return { stop, events, listening, ended: runAbciApplication(args, print, stop.signal, { contract }) };
  };
  return { socket, file, database, start };
}

it('serves until it is told to stop, and goes on where it was', async () => {
  const { socket, start } = newReplica();
  const first = start();
  await first.listening;
  const consensus = new EngineConnection(socket);
  const begun = await consensus.ask({ initChain });
  expect(begun.initChain?.appHash).toHaveLength(32);
  first.stop.abort();
  expect(await first.ended).toBe(0);
  await consensus.ended;

  const second = start();
  await second.listening;
  const query = new EngineConnection(socket);
  const info = await query.ask({ info: { version: '', blockVersion: 11n, p2pVersion: 8n, abciVersion: '2' } });
  expect(info.info?.lastBlockAppHash).toEqual(begun.initChain?.appHash);
  second.stop.abort();
  expect(await second.ended).toBe(0);
  expect([...first.events, ...second.events].map(({ event }) => event)).toEqual(['listening', 'listening']);
});

it('ends where a write failed, to be started anew', async () => {
  const { socket, file, start } = newReplica();
  const running = start();
  await running.listening;
  const spoiler = openSqlite(file);
  spoiler.exec('DROP TABLE consensus_leaves');
  spoiler.close();
  const consensus = new EngineConnection(socket);
  expect((await consensus.ask({ initChain })).exception?.error).toMatch(/^application_halted/);
  expect(await running.ended).toBe(1);
  expect(running.events.map(({ code }) => code)).toContain('application_halted');
});

it('says which code it is, for who votes on it', async () => {
  const lines: string[] = [];
  const { signal } = new AbortController();
  expect(await runAbciApplication(['--contract-code'], (line) => lines.push(line), signal)).toBe(0);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { event: 'contract_code', digest: contractCodeDigest(), version: String(CONTRACT_VERSION) },
  ]);
});

it('refuses a second process at its socket, arguments that it does not know, and files that are none', async () => {
  const { socket, database, start } = newReplica();
  const running = start();
  await running.listening;
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.events.map(({ code }) => code)).toEqual(['socket_in_use']);
  const lines: string[] = [];
  const run = (...args: string[]) => runAbciApplication(args, (line) => lines.push(line), new AbortController().signal);
  expect(await run('--socket', socket)).toBe(2);
  expect(await run('--elsewhere', socket)).toBe(2);
  expect(await run('--socket', socket, '--database', 'postgres://one', '--trust', '/nowhere/trust.json')).toBe(2);
  expect(await run('--contract-code', '--contract-code')).toBe(2);
  expect(await run('--socket', socket, '--database', database)).toBe(2);
  expect(await run('--socket', socket, '--trust', '/nowhere/trust.json')).toBe(2);
  expect(await run('--database', database, '--trust', '/nowhere/trust.json')).toBe(2);
  const whole = [
    '--socket',
    socket,
    '--database',
    database,
    '--trust',
    '/nowhere/trust.json',
    '--snapshots',
    '/nowhere',
  ];
  for (const count of ['0', '-1', '1.5', 'x', '12345678901'])
    expect(await run(...whole, '--kept-blocks', count)).toBe(2);
  expect(await run('--socket', socket, '--database', database, '--trust', '/nowhere/trust.json')).toBe(1);
  expect(lines).toHaveLength(13);
  running.stop.abort();
  expect(await running.ended).toBe(0);
});

it('ends with an exit code of its own where the members agreed to other code, and goes on under that', async () => {
  const { socket, start } = newReplica();
  const other = start(contractProgram('another'));
  await other.listening;
  const consensus = new EngineConnection(socket);
  expect((await consensus.ask({ initChain })).exception?.error).toMatch(/^contract_code_not_in_force/);
  expect(await other.ended).toBe(3);
  const problems = other.events.filter(({ code }) => code === 'contract_code_not_in_force');
  expect(problems).toHaveLength(1);
  const agreed = start();
  await agreed.listening;
  const next = new EngineConnection(socket);
  expect((await next.ask({ initChain })).initChain?.appHash).toHaveLength(32);
  agreed.stop.abort();
  expect(await agreed.ended).toBe(0);
  // Restarted as a whole under other code, it does not even listen.
  const again = start(contractProgram('another'));
  expect(await again.ended).toBe(3);
  expect(again.events.map(({ event, code }) => [event, code])).toEqual([['problem', 'contract_code_not_in_force']]);
});
