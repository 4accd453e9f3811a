import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { decodeUtf8, encodeUtf8, platformRandom, systemClock } from '#primitives';
import { parseTrustFile, verifyCommit, writeLedgerTransaction, type Genesis } from '#ledger';
import {
  applicationProgram,
  createLinkCertificate,
  type FounderKey,
  LINK_FILES,
  type NetworkNode,
  openNetwork,
  openSignerLink,
  readLightBlock,
  readLinkIdentity,
  readSignerDescription,
  RunningNetwork,
  type SignerLink,
  Submissions,
} from '#anchoring/consensus';
import { FictiveCeremony, MEMBERS } from '../../anchoring/consensus/test/ceremony/fictive-ceremony.js';
import { scratchFolder } from '../../anchoring/consensus/test/network/fictive-network.js';
import { makeSoftHsmToken, type SoftHsmToken } from '../environment/softhsm.mjs';
import { admitFictiveMember } from './fictive-founders.js';
import { BUILD_MILLISECONDS, findCometbft } from './find-cometbft.js';
import { SignerProcess } from './signer-process.js';

/**
 * A network that a ceremony founded, each validator's key at a signer of its own, the bank's in a token and behind the link. The
 * bank's college has two validators, so that one of them can be away.
 */
const INSURER = { name: 'insurer', college: 'service_providers', port: 26_004 } as const;
const members = [...MEMBERS, INSURER];
const built = (path: string) => fileURLToPath(new URL(`../../dist/anchoring/consensus/src/${path}`, import.meta.url));

let softHsm: SoftHsmToken;
let scratch: ReturnType<typeof scratchFolder>;
let ceremony: FictiveCeremony;
let genesis: Genesis;
let founderKeys: FounderKey[];
let network: RunningNetwork;
let link: SignerLink | undefined;
const signers = new Map<string, SignerProcess>();
const reports: string[] = [];

beforeAll(async () => {
  const engine = await findCometbft();
  softHsm = await makeSoftHsmToken();
  scratch = scratchFolder();
  ceremony = new FictiveCeremony(scratch.folder, systemClock());
  await foundByCeremony();
  const folder = join(scratch.folder, 'network');
  for (const { name } of members) await ceremony.adopt(name, folder);
  genesis = parseTrustFile(readFileSync(join(folder, 'trust.json'), 'utf8')).genesis;
  founderKeys = members.map(({ name }) => {
    const text = readFileSync(join(ceremony.memberFolder(name), 'member_key.json'), 'utf8');
    return JSON.parse(text) as FounderKey;
  });
  const signerSockets = new Map<string, string>();
  for (const { name } of members) {
    const socket = join(scratch.folder, `${name}.sock`);
    signerSockets.set(nodeNameOf(name, folder), socket);
    const where = name === 'bank' ? await linkTo(socket) : ['--engine', socket];
    const signer = join(ceremony.memberFolder(name), 'signer');
    const parameters = ['--folder', signer, '--trust', join(folder, 'trust.json'), ...where];
    signers.set(name, new SignerProcess(parameters, softHsm.environment));
    signers.get(name)!.start();
  }
  network = await RunningNetwork.start({
    folder,
    signerSockets,
    engine: engine.program,
    application: applicationProgram(built('abci/abci-application.main.js')),
    random: platformRandom,
    clock: systemClock,
    report: (sentence) => reports.push(sentence),
  });
}, BUILD_MILLISECONDS);
afterAll(async () => {
  await network?.stop();
  await Promise.all([...signers.values()].map((signer) => signer.stop()));
  await link?.close();
  softHsm?.remove();
  scratch?.remove();
});

function nodeNameOf(member: string, folder: string): string {
  const { publicKey } = readSignerDescription(join(ceremony.memberFolder(member), 'signer'));
  return openNetwork(folder).nodes.find(({ validator }) => validator.publicKey === publicKey)!.name;
}

/** The bank's signer is on another machine, as far as the node can tell. @returns how it is told to dial */
async function linkTo(engineSocket: string): Promise<string[]> {
  const ends = { node: join(scratch.folder, 'link-node'), signer: join(scratch.folder, 'link-signer') };
  for (const [name, end] of Object.entries(ends)) {
    await createLinkCertificate(end, name, systemClock(), platformRandom);
  }
  copyFileSync(join(ends.node, LINK_FILES.certificate), join(ends.signer, LINK_FILES.peer));
  copyFileSync(join(ends.signer, LINK_FILES.certificate), join(ends.node, LINK_FILES.peer));
  const identity = readLinkIdentity(ends.node);
  const listen = { address: '127.0.0.1', port: 0 };
  link = await openSignerLink({ engineSocket, listen, identity, report: (sentence) => reports.push(sentence) });
  return ['--node', `127.0.0.1:${link.port}`, '--link', ends.signer];
}

/** The plan comes from the built program, as on a member's machine: it names the code that the nodes run. */
async function foundByCeremony(): Promise<void> {
  const plan = [
    'plan',
    '--ceremony',
    ceremony.transcript,
    '--name',
    'fictive-founding',
    '--origin',
    'ledger.example/a',
  ];
  const made = spawnSync(process.execPath, [built('ceremony/ledger-ceremony.main.js'), ...plan], { encoding: 'utf8' });
  expect(made.stderr).toBe('');
  const pinFile = join(scratch.folder, 'pin');
  writeFileSync(pinFile, softHsm.pin, { mode: 0o600 });
  const token = ['--token-library', softHsm.library, '--token-label', softHsm.label, '--pin-file', pinFile];
  for (const { name, college, port } of members) {
    await ceremony.keys(name, college, port, ...(name === 'bank' ? token : []));
    await ceremony.declare(name);
  }
  const names = members.map(({ name }) => name);
  await ceremony.collect(...names);
  const digest = await ceremony.found();
  for (const name of names) await ceremony.signOff(name, digest);
  await ceremony.seal(...names);
}

const bank = () => readSignerDescription(join(ceremony.memberFolder('bank'), 'signer')).publicKey;
const nodeOf = (name: string): NetworkNode => network.nodes.find((node) => node.name === name)!;
const observer = () => nodeOf('citizens-1');

async function headOf({ rpc }: NetworkNode): Promise<string> {
  return decodeUtf8((await rpc.query('/head', new Uint8Array())).value);
}

/** @returns the height of the block that the transaction stands in */
async function admit(): Promise<number> {
  const { height } = JSON.parse(await headOf(observer())) as { height: number };
  const ledgerTransaction = await admitFictiveMember(genesis, founderKeys, { height });
  const submissions = new Submissions({ rpc: observer().rpc, clock: systemClock });
  const submitted = await submissions.submit(encodeUtf8(writeLedgerTransaction(ledgerTransaction)));
  if (submitted.outcome !== 'included' || submitted.code !== 0) throw new Error(JSON.stringify(submitted));
  return submitted.height;
}

/** Who signed the block: the commit stands in the next block, and is final with it. */
async function signersOf(height: number): Promise<string[]> {
  while ((await observer().rpc.status()).height <= height) await sleep(50);
  const signed = await verifyCommit(await readLightBlock(observer().rpc, height), verifyWithNodeCrypto);
  return signed.map(({ publicKey }) => publicKey);
}

it('signs blocks with a key in a token, and the commits verify', async () => {
  for (let attempt = 0; attempt < 40; attempt++) {
    if ((await signersOf(await admit())).includes(bank())) return;
  }
  throw new Error(`the bank's validator signs nothing: ${signers.get('bank')!.said.join('')} ${reports.join()}`);
}, 60_000);

it('misses votes while its signer is away, follows the others all the while, and comes back with it', async () => {
  await signers.get('bank')!.kill();
  await admit();
  const height = await admit();
  const signed = await signersOf(height);
  expect(signed).not.toContain(bank());
  expect(signed.length).toBeGreaterThanOrEqual(3);
  while ((await nodeOf(nodeNameOf('bank', join(scratch.folder, 'network'))).rpc.status()).height < height)
    await sleep(50);
  signers.get('bank')!.start();
  for (let attempt = 0; attempt < 60; attempt++) {
    if ((await signersOf(await admit())).includes(bank())) return;
    await sleep(200);
  }
  throw new Error(`the bank's validator does not come back: ${signers.get('bank')!.said.join('')}`);
}, 60_000);

it('is convicted of nothing, however often its signer is killed in the midst of signing', async () => {
  const running = { until: true };
  const traffic = (async () => {
    while (running.until) await admit();
  })();
  for (let kill = 0; kill < 8; kill++) {
    await sleep(250 + 50 * kill);
    await signers.get('bank')!.kill();
    signers.get('bank')!.start();
  }
  running.until = false;
  await traffic;
  const { height } = await observer().rpc.status();
  const hashes = new Set<string>();
  for (let at = 1; at <= height; at++) hashes.add((await observer().rpc.commit(at)).header.evidenceHash);
  // The hash of no evidence, in every block.
  expect([...hashes]).toEqual(['47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU']);
  for (let attempt = 0; attempt < 100; attempt++) {
    if (new Set(await Promise.all(network.nodes.map(headOf))).size === 1) return;
    await sleep(100);
  }
  throw new Error('the nodes do not have one state');
}, 90_000);

it('refuses a second signer with the same state', async () => {
  const folder = join(ceremony.memberFolder('bank'), 'signer');
  const trust = join(scratch.folder, 'network', 'trust.json');
  const parameters = ['--folder', folder, '--trust', trust, '--engine', join(scratch.folder, 'nowhere.sock')];
  const second = new SignerProcess(parameters, softHsm.environment);
  second.start();
  expect(await second.whenEnded()).toBe(1);
  expect(second.said.join('')).toContain('Another process signs');
});
