import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decodeUtf8, platformRandom, systemClock } from '#primitives';
import {
  DEFAULT_GOVERNANCE,
  genesisDigest,
  ledgerTransactionId,
  parseLedgerProof,
  verifyLedgerProof,
  type CometbftAttestation,
  type HistoryProof,
  type LedgerTransaction,
  type LightBlock,
  type Validator,
} from '#ledger';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import {
  actAsMember,
  readLightBlock,
  writeNodeDescription,
  type FounderKey,
  type MemberAct,
  type NetworkNode,
} from '#anchoring/consensus';
import { BUILD_MILLISECONDS } from './find-cometbft.js';
import { RunningLedger } from './running-ledger.js';

/** Room for the ballots on a machine that has more to do. */
const BALLOT_SECONDS = 6;

/** Three validators, and a fourth node that the colleges vote in and out again while the network runs. */
let ledger: RunningLedger;
let added: { node: NetworkNode; validator: Validator };
let before: { ledgerTransaction: LedgerTransaction; proof: string };

beforeAll(async () => {
  // The members that are admitted meanwhile don't vote.
  const governance = { ...DEFAULT_GOVERNANCE, minVotingSeconds: 1, quorumPercent: 1 };
  ledger = await RunningLedger.start(1, { governance });
}, BUILD_MILLISECONDS);
afterAll(() => ledger?.stop());

const firstValidators = (): Validator[] => [...(ledger.genesis.consensus?.validators ?? [])];
const acceptOne = async (): Promise<LedgerTransaction> => {
  const ledgerTransaction = await ledger.admitMember();
  expect(await ledger.submit(ledgerTransaction)).toMatchObject({ outcome: 'included', code: 0 });
  return ledgerTransaction;
};

async function reach(height: number, node = ledger.node(0)): Promise<void> {
  for (let attempt = 0; (await node.rpc.status()).height < height; attempt++) {
    if (attempt > 200) throw new Error(`${node.name} does not reach ${height}`);
    await sleep(100);
  }
}

/** @param bridge heights of blocks that lead to the attested one */
async function prove({ body }: LedgerTransaction, bridge: readonly number[] = []): Promise<string> {
  const { rpc } = ledger.node(0);
  const { value } = await rpc.query(`/history/${ledgerTransactionId(body)}`, new Uint8Array());
  const { appState, colleges, attestedFrom, ...history } = JSON.parse(decodeUtf8(value)) as HistoryProof &
    Pick<CometbftAttestation, 'appState' | 'colleges'> & { attestedFrom: number };
  await reach(attestedFrom);
  const blocks = await Promise.all(bridge.map((height) => readLightBlock(rpc, height)));
  const block = await readLightBlock(rpc, attestedFrom);
  const attestation = { kind: 'cometbft', appState, ...block, bridge: blocks, colleges };
  const kind = { format: 'incola-ledger-proof', version: 1, kind: 'history', genesis: genesisDigest(ledger.genesis) };
  return JSON.stringify({ ...kind, ...history, attestation });
}

const verify = async (proof: string) =>
  (await verifyLedgerProof(parseLedgerProof(proof), ledger.genesis, verifyWithNodeCrypto)).attested;

/** Who signed the block before this one's next: by public key. */
function signersOf({ commit, validators }: LightBlock): string[] {
  return validators.filter((_, place) => commit.signatures[place] !== null).map(({ publicKey }) => publicKey);
}

/** Voting power of each college, counted by what the members' record says of the keys. */
function powersOf(validators: readonly Validator[], { validators: acting }: LightBlock): Record<string, number> {
  const powers: Record<string, number> = {};
  for (const { publicKey, power } of acting) {
    const college = validators.find((validator) => validator.publicKey === publicKey)?.college ?? 'nobody';
    powers[college] = (powers[college] ?? 0) + power;
  }
  return powers;
}

const THIRDS = { service_providers: 2520, data_providers: 2520, citizens: 2520 };

it('a new node is listed at the others, fetches all blocks, and is believed by nobody yet', async () => {
  const ledgerTransaction = await acceptOne();
  before = { ledgerTransaction, proof: await prove(ledgerTransaction) };
  const operator = firstValidators().find(({ college }) => college === 'citizens');
  if (operator === undefined) throw new Error('each college has a validator');
  added = await ledger.network.addNode({ member: operator.member, college: operator.college });
  expect(new Set(await ledger.heads()).size).toBe(1);
  expect((await added.node.rpc.status()).validator.power).toBe(0);
  expect(await added.node.rpc.peers()).toHaveLength(3);
});

it('voted in, it signs, its college keeps one third, and proofs lead there from the genesis', async () => {
  const validators = [...firstValidators(), added.validator];
  const { height } = await ledger.decide('one-validator-more', { kind: 'set_validators', validators }, BALLOT_SECONDS);
  // What a block decides of the validators acts two blocks later.
  await acceptOne();
  const later = await acceptOne();
  await acceptOne();
  await reach(height + 4);
  const block = await readLightBlock(ledger.node(0).rpc, height + 3);
  expect(powersOf(validators, block)).toEqual(THIRDS);
  expect(signersOf(block)).toContain(added.validator.publicKey);
  // Skipping: those of the genesis who stayed hold more than a third. Adjacent: block by block.
  const skipping = await verify(await prove(later));
  expect(skipping.colleges.map(({ college }) => college).sort()).toEqual(Object.keys(THIRDS).sort());
  const adjacent = Array.from({ length: height + 3 }, (_, place) => place + 1);
  await verify(await prove(later, adjacent));
  await verify(before.proof);
});

it('voted out, it signs no more, and follows the others all the same', async () => {
  const subject = { kind: 'set_validators' as const, validators: firstValidators() };
  const { height } = await ledger.decide('one-validator-less', subject, BALLOT_SECONDS);
  await acceptOne();
  const later = await acceptOne();
  await acceptOne();
  await reach(height + 4);
  const block = await readLightBlock(ledger.node(0).rpc, height + 3);
  expect(powersOf(firstValidators(), block)).toEqual(THIRDS);
  expect(block.validators.map(({ publicKey }) => publicKey)).not.toContain(added.validator.publicKey);
  await verify(await prove(later));
  await verify(await prove(before.ledgerTransaction));
  await verify(before.proof);
  expect(new Set(await ledger.heads()).size).toBe(1);
  expect((await added.node.rpc.status()).validator.power).toBe(0);
});

it('members propose, vote, think better of it and close by the command of their own node', async () => {
  const node = ledger.node(0);
  const home = join(ledger.folder, 'nodes', node.name);
  const description = { name: node.name, listen: node.listen, rpcPort: node.rpcPort, peers: [] };
  writeNodeDescription(home, { format: 'incola-node', version: 1, ...description });
  copyFileSync(join(ledger.folder, 'trust.json'), join(home, 'trust.json'));
  const act = async (founder: FounderKey, wanted: MemberAct) => {
    const memberKey = join(ledger.folder, `${founder.college}.json`);
    writeFileSync(memberKey, JSON.stringify(founder), { mode: 0o600 });
    return actAsMember({ folder: home, memberKey, clock: systemClock, random: platformRandom }, wanted);
  };
  const [first] = ledger.founderKeys;
  if (first === undefined) throw new Error('nobody founded it');
  const file = join(ledger.folder, 'proposal.json');
  const words = { en: 'A text.', fr: 'Un texte.' };
  const subject = { kind: 'adopt_text', title: words, textDigest: genesisDigest(ledger.genesis) };
  const argument = { words, textDigest: null };
  writeFileSync(file, JSON.stringify({ id: 'a-text', subject, argument, votingSeconds: BALLOT_SECONDS }));
  expect(await act(first, { act: 'propose', file })).toMatch(/^a-text is put to the vote in block \d+/);
  const closesAt = systemClock() + BALLOT_SECONDS * 1000;
  await act(first, { act: 'vote', proposal: 'a-text', choice: 'no' });
  for (const founder of ledger.founderKeys) await act(founder, { act: 'vote', proposal: 'a-text', choice: 'yes' });
  await expect(act(first, { act: 'vote', proposal: 'another', choice: 'yes' })).rejects.toThrow('proposal_unknown');
  await sleep(Math.max(0, closesAt - systemClock()) + 500);
  expect(await act(first, { act: 'close', proposal: 'a-text' })).toMatch(/: adopted\.$/);
}, 60_000);
