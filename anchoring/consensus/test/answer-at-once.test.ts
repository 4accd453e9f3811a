import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { contractProgram, openLedgerApplication } from '#anchoring/consensus';
import { openSqlite } from '#service-kit/sqlite';
import { payloads, START } from '../../contract/test/founded-cooperative.js';
import { runAbciApplication } from '../src/abci/run-abci-application.js';
import { waitForSocket } from '../src/network/wait-for-socket.js';
import { EngineConnection } from './engine-connection.js';
import { bytesOf, FictiveEngine } from './fictive-engine.js';
import { founding, genesis, signed } from './founded-engine.js';

const info = { version: '', blockVersion: 11n, p2pVersion: 8n, abciVersion: '2' };
const PEER = 'aa11';

interface Restart {
  socket: string;
  /** Lets the ledger be opened. */
  goOn: () => void;
  stop: () => Promise<void>;
}

let folder: string;
let file: string;
let appHash: Uint8Array;
let running: Restart | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'incola-at-once-'));
  file = join(folder, 'application.sqlite');
  const engine = await FictiveEngine.open({ genesis, databaseFile: file });
  await engine.initChain();
  ({ appHash } = await engine.makeBlock(await founding()));
  await engine.close();
});
afterEach(() => running?.stop());

/** The application as it starts anew, whose ledger is not opened before it may. */
async function restart(): Promise<Restart> {
  const trust = join(folder, 'trust.json');
  const content = { format: 'incola-trust', version: 1, genesis, issuingRoots: [], accessRoots: [] };
  writeFileSync(trust, JSON.stringify(content));
  const socket = join(folder, 'application.sock');
  const ending = new AbortController();
  let goOn: () => void = () => undefined;
  const isAllowed = new Promise<void>((resolve) => (goOn = resolve));
  const args = ['--socket', socket, '--database', `sqlite:${file}`, '--trust', trust, '--peer', PEER];
  const ended = runAbciApplication(args, () => undefined, ending.signal, {
    contract: contractProgram(genesis.contractCodeDigest),
    clock: () => START * 1000,
    open: async (options) => {
      await isAllowed;
      return openLedgerApplication(options);
    },
  });
  await waitForSocket(socket, ending.signal);
  const stop = async () => {
    goOn();
    ending.abort();
    await ended;
  };
  running = { socket, goOn, stop };
  return running;
}

function queryOf(path: string) {
  return { query: { path, data: new Uint8Array(), height: 0n, prove: false } };
}

it('is told where the ledger stands and who may connect before the ledger is opened; all else waits until it is', async () => {
  const { socket, goOn } = await restart();
  const query = new EngineConnection(socket);
  expect((await query.ask({ info })).info).toMatchObject({ lastBlockHeight: 1n, lastBlockAppHash: appHash });
  const admitted = async (path: string) => (await query.ask(queryOf(path))).query?.code;
  expect(await admitted(`/p2p/filter/id/${PEER.toUpperCase()}`)).toBe(0);
  expect(await admitted('/p2p/filter/addr/127.0.0.1:1')).toBe(0);
  expect(await admitted('/p2p/filter/id/cc33')).toBe(1);
  expect(await admitted('/p2p/filter/else/cc33')).toBe(1);

  const order: string[] = [];
  const mempool = new EngineConnection(socket);
  const tx = bytesOf(await signed('register_verifier', payloads.verifier));
  const checked = mempool.ask({ checkTx: { tx, type: 0 } }).then(({ checkTx }) => {
    order.push('checked');
    return checkTx;
  });
  const head = query.ask(queryOf('/head')).then(() => order.push('head'));
  expect((await new EngineConnection(socket).ask({ echo: { message: 'there' } })).echo?.message).toBe('there');
  order.push('opened');
  goOn();
  expect(JSON.parse((await checked)?.log ?? '')).toMatchObject({ outcome: 'duplicate' });
  await head;
  expect(order[0]).toBe('opened');
  expect((await query.ask({ info })).info).toMatchObject({ lastBlockHeight: 1n, lastBlockAppHash: appHash });
});

it('waits for the ledger where the position does not say the app hash', async () => {
  change(`json_remove("position", '$.appHash')`);
  const { socket, goOn } = await restart();
  const query = new EngineConnection(socket);
  const order: string[] = [];
  const told = query.ask({ info }).then((response) => {
    order.push('told');
    return response.info;
  });
  await new EngineConnection(socket).ask({ flush: {} });
  order.push('opened');
  goOn();
  expect(await told).toMatchObject({ lastBlockHeight: 1n, lastBlockAppHash: appHash });
  expect(order).toEqual(['opened', 'told']);
});

it('refuses to go on where the stored app hash is not that of log and state', async () => {
  change(`json_set("position", '$.appHash', 'AAAA')`);
  await expect(FictiveEngine.open({ genesis, databaseFile: file })).rejects.toMatchObject({ code: 'replica_damaged' });
});

function change(position: string): void {
  const database = openSqlite(file);
  const { changes } = database.prepare(`UPDATE "consensus_position" SET "position" = ${position}`).run();
  database.close();
  expect(changes).toBe(1);
}
