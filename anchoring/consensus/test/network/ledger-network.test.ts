import { createPrivateKey, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import {
  decodeUtf8,
  encodeBase64url,
  encodeUtf8,
  jwkThumbprint,
  platformRandom,
  systemClock,
  type Signer,
} from '#primitives';
import {
  createLedgerTransactionBody,
  genesisDigest,
  ledgerTransactionId,
  parseLedgerProof,
  signLedgerTransaction,
  verifyLedgerProof,
  writeLedgerTransaction,
  type CometbftAttestation,
  type Genesis,
  type HistoryProof,
  type LedgerTransaction,
} from '#ledger';
import { createNetwork } from '../../src/network/create-network.js';
import { readEngineEnvironment } from '../../src/network/engine-environment.config.js';
import { createEngineKey } from '../../src/network/engine-key.js';
import { findEngine } from '../../src/network/find-engine.js';
import { foundDevelopmentLedger, type FounderKey } from '../../src/network/found-development-ledger.js';
import type { NetworkNode } from '../../src/network/network-node.js';
import { readLightBlock } from '../../src/network/read-light-block.js';
import { RunningNetwork } from '../../src/network/running-network.js';
import { Submissions } from '../../src/network/submissions.js';
import { scratchFolder } from './fictive-network.js';

/** The real engine with the ledger's application beside each of three validators, one in each college. */
const BUILD_MILLISECONDS = 15 * 60_000;
const applicationModule = fileURLToPath(
  new URL('../../../../dist/anchoring/consensus/src/abci/abci-application.main.js', import.meta.url),
);

let scratch: ReturnType<typeof scratchFolder>;
let network: RunningNetwork;
let genesis: Genesis;
let founderKeys: FounderKey[];
const reports: string[] = [];

const nodeAt = (place: number): NetworkNode => {
  const node = network.nodes[place];
  if (node === undefined) throw new Error('there are three nodes');
  return node;
};

function signerOf({ privateJwk }: FounderKey): Signer {
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' });
  const { d: _, ...publicJwk } = privateJwk;
  return { suite: 'Ed25519', publicJwk, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** All founders act together, and admit another fictive member each time. */
async function admitMember(): Promise<LedgerTransaction> {
  const { publicKey } = createEngineKey(platformRandom);
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) } as const;
  const id = jwkThumbprint(publicJwk);
  const key = { id, suite: 'Ed25519' as const, publicJwk, from: genesis.createdAt, until: null };
  const did = `did:web:member-${id.toLowerCase().replaceAll('_', '-')}.example`;
  const member = { did, name: 'Fictive Member', legalId: 'FR-1', college: 'citizens' as const, keys: [key] };
  const head = JSON.parse(decodeUtf8((await nodeAt(0).rpc.query('/head', new Uint8Array())).value)) as {
    height: number;
  };
  const body = createLedgerTransactionBody(
    'admit_member',
    { member },
    { genesis: genesisDigest(genesis), contractVersion: 1, random: platformRandom, expiryHeight: head.height + 100 },
  );
  return signLedgerTransaction(
    body,
    founderKeys.map((key) => ({ member: key.did, signer: signerOf(key) })),
  );
}

const submit = (ledgerTransaction: LedgerTransaction, place = 0) =>
  new Submissions({ rpc: nodeAt(place).rpc, clock: systemClock }).submit(
    encodeUtf8(writeLedgerTransaction(ledgerTransaction)),
  );

/** Every node's state, once all have the same height. */
async function heads(): Promise<string[]> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answers = await Promise.all(network.nodes.map(({ rpc }) => rpc.query('/head', new Uint8Array())));
    if (new Set(answers.map(({ height }) => height)).size === 1) return answers.map(({ value }) => decodeUtf8(value));
    await sleep(100);
  }
  throw new Error('the nodes do not reach one height');
}

beforeAll(async () => {
  expect(existsSync(applicationModule)).toBe(true);
  scratch = scratchFolder();
  const engine = await findEngine({
    moduleFolder: fileURLToPath(new URL('../../engine/', import.meta.url)),
    cacheFolder: fileURLToPath(new URL('../../../../.cache/', import.meta.url)),
    environment: readEngineEnvironment(),
    say: () => undefined,
  });
  const folder = join(scratch.folder, 'network');
  const founded = foundDevelopmentLedger(Math.floor(systemClock() / 1000) - 60, platformRandom);
  ({ founderKeys } = founded);
  genesis = createNetwork({ folder, founding: founded.founding, validatorsPerCollege: 1, random: platformRandom });
  network = await RunningNetwork.start({
    folder,
    engine: engine.program,
    application: { program: process.execPath, parameters: [applicationModule] },
    random: platformRandom,
    clock: systemClock,
    report: (sentence) => reports.push(sentence),
  });
}, BUILD_MILLISECONDS);

afterAll(async () => {
  await network?.stop();
  scratch.remove();
});

it('a ledger transaction is accepted by all nodes, and its proof is verified from the trust file alone', async () => {
  const ledgerTransaction = await admitMember();
  const submitted = await submit(ledgerTransaction);
  expect(submitted).toMatchObject({ outcome: 'included', code: 0 });
  expect(new Set(await heads()).size).toBe(1);

  const { rpc } = nodeAt(1);
  const answer = await rpc.query(`/history/${ledgerTransactionId(ledgerTransaction.body)}`, new Uint8Array());
  const { appState, colleges, attestedFrom, ...history } = JSON.parse(decodeUtf8(answer.value)) as Pick<
    HistoryProof,
    'ledgerTransaction' | 'height' | 'inclusion'
  > &
    Pick<CometbftAttestation, 'appState' | 'colleges'> & { attestedFrom: number };
  // The header that follows the block carries what the block left behind.
  for (let attempt = 0; (await rpc.status()).height < attestedFrom && attempt < 50; attempt++) await sleep(100);
  const block = await readLightBlock(rpc, attestedFrom);
  const proof = {
    format: 'incola-ledger-proof',
    version: 1,
    kind: 'history',
    genesis: genesisDigest(genesis),
    ...history,
    attestation: { kind: 'cometbft', appState, ...block, bridge: [], colleges },
  };
  const parsed = parseLedgerProof(JSON.stringify(proof));
  const { attested } = await verifyLedgerProof(parsed, genesis, verifyWithNodeCrypto);
  expect(attested.colleges.map(({ college }) => college).sort()).toEqual([
    'citizens',
    'data_providers',
    'service_providers',
  ]);
});

it('refuses a repeat, and what is no ledger transaction', async () => {
  const ledgerTransaction = await admitMember();
  expect(await submit(ledgerTransaction)).toMatchObject({ outcome: 'included', code: 0 });
  const again = await nodeAt(1).rpc.broadcast(encodeUtf8(writeLedgerTransaction(ledgerTransaction)));
  expect(again.outcome).not.toBe('taken');
  const rubbish = new Submissions({ rpc: nodeAt(0).rpc, clock: systemClock }).submit(encodeUtf8('rubbish'));
  expect(await rubbish).toMatchObject({ outcome: 'refused' });
});

it('an application that is killed comes back with its engine, and nothing is lost', async () => {
  const node = nodeAt(2);
  const starts = node.engine.starts;
  const before = Date.now();
  await node.application?.kill();
  const submitted = await submit(await admitMember());
  expect(submitted).toMatchObject({ outcome: 'included', code: 0 });
  process.stdout.write(`included ${Date.now() - before} ms after the application was killed\n`);
  expect(new Set(await heads()).size).toBe(1);
  expect(node.engine.starts).toBeGreaterThan(starts);
  expect(reports).toContainEqual(expect.stringMatching(/application ended \(signal SIGKILL\) and is started again/));
  expect(reports).toContainEqual(expect.stringMatching(/CometBFT ended \(exit code 0\) and is started again/));
});

it('all killed at once go on, and nothing is lost', async () => {
  const before = await heads();
  await Promise.all(
    network.nodes.flatMap(({ engine, application }) => [engine.kill(), application?.kill() ?? Promise.resolve()]),
  );
  await Promise.all(network.nodes.map((node) => node.whenReady()));
  const submitted = (await submit(await admitMember())) as { height: number; code: number };
  expect(submitted.code).toBe(0);
  expect(submitted.height).toBeGreaterThan((JSON.parse(before[0] ?? '') as { height: number }).height);
  expect(new Set(await heads()).size).toBe(1);
});
