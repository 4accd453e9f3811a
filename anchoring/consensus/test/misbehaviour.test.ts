import { describe, expect, it } from '@jest/globals';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import { checkLedgerDatabase, checkLog, LogReplay } from '#anchoring/log';
import {
  ledgerTransactionId,
  misbehaviourLeaf,
  parseLogLeaf,
  stateKey,
  validatorAddress,
  VALIDATORS_KEY,
  type Genesis,
  type LogLeaf,
  type Misbehaviour,
  type Proposal,
  type ProposalSubject,
  type Validator,
} from '#ledger';
import { encodeBase64url } from '#primitives';
import { ALL_YES, GovernedLedger, MIN_VOTING_SECONDS } from '../../contract/test/governed-ledger.js';
import { genesis as plainGenesis, people, type Person } from '../../contract/test/founded-cooperative.js';
import { bytesOf, firstValidators, signedFor, validatorOf, withNetwork, type FictiveEngine } from './fictive-engine.js';
import { decideByVote, governedNetwork } from './decide-by-vote.js';
import { founding, freshFile, genesis as foundedNetwork, useEngines } from './founded-engine.js';

const { open, founded } = useEngines();
const [bank, water, residents] = firstValidators as [Validator, Validator, Validator];
/** The college of the service providers has two more. */
const second = validatorOf('bank', 'second key of the bank');
const third = validatorOf('bank', 'third key of the bank');
const network = withNetwork(plainGenesis, [...firstValidators, second, third]);
const apply = createContract({ verifySignature: verifyWithNodeCrypto });

function proved(validator: Validator, height = 1, kind: Misbehaviour['kind'] = 'double_sign'): Misbehaviour {
  return { kind, address: validatorAddress(validator), height };
}

function powersOf(updates: Awaited<ReturnType<FictiveEngine['makeBlock']>>['validatorUpdates']) {
  return Object.fromEntries(
    updates.map(({ pubKey, power }) => [encodeBase64url(pubKey.ed25519 ?? new Uint8Array()), Number(power)]),
  );
}

async function leavesOf(engine: FictiveEngine): Promise<LogLeaf[]> {
  return (await engine.store.storage.readLeaves(0, 1000)).map(parseLogLeaf);
}

/** Executes the engine's log again, from its leaves alone. */
async function replayed(engine: FictiveEngine, genesis: Genesis) {
  const checked = await checkLog(engine.store.storage, genesis, apply);
  const head = (await engine.ask('/head')).value as { appState: { size: number; stateRoot: string } };
  expect(head.appState).toMatchObject({ size: checked.head.size, stateRoot: checked.stateRoot });
  return checked;
}

async function valuesOf(engine: FictiveEngine, keys: readonly string[]): Promise<unknown[]> {
  const { value } = await engine.ask('/state', [...keys]);
  return (value as { entries: { value: unknown }[] }).entries.map((entry) => entry.value);
}

function keyOf(validator: Validator): string {
  return stateKey('validator_key', validatorAddress(validator));
}

describe('who signed twice', () => {
  it('votes no more: its key is suspended, its college keeps its third, and the log says so', async () => {
    const databaseFile = freshFile();
    const engine = await founded({ genesis: network, databaseFile });
    await engine.makeBlock([]);
    engine.misbehaviour = [proved(bank)];
    const { validatorUpdates, events } = await engine.makeBlock([]);
    expect(powersOf(validatorUpdates)).toEqual({
      [bank.publicKey]: 0,
      [second.publicKey]: 1260,
      [third.publicKey]: 1260,
    });
    const attributes = events[0]?.attributes.map(({ key, value }) => [key, value]) ?? [];
    expect([events[0]?.type, Object.fromEntries(attributes)]).toEqual([
      'double_sign',
      {
        outcome: 'recorded',
        height: '1',
        address: validatorAddress(bank),
        member: bank.member,
        college: bank.college,
        suspended: 'true',
      },
    ]);
    const misbehaviour = { kind: 'double_sign', height: 1, suspended: true };
    expect((await leavesOf(engine)).slice(1)).toEqual([
      { kind: 'misbehaviour', height: 2, misbehaviour: { ...bank, ...misbehaviour } },
      expect.objectContaining({ kind: 'block_end', height: 2 }),
    ]);
    expect(await valuesOf(engine, [keyOf(bank), keyOf(second), VALIDATORS_KEY])).toEqual([
      { ...bank, misbehaviour: { ...misbehaviour, recordedAt: engine.time } },
      { ...second, misbehaviour: null },
      { validators: [water, residents, second, third] },
    ]);
    expect(engine.reported.map(({ code, message }) => [code, message])).toEqual([
      ['double_sign', expect.stringContaining('its key is suspended for good')],
    ]);
    expect(await replayed(engine, network)).toMatchObject({ height: 2, ledgerTransactions: 0 });
    await engine.close();
    const said: string[] = [];
    const file = databaseFile;
    expect(checkLedgerDatabase(file, network, (line) => said.push(line))).toMatchObject({ size: 3, height: 2 });
    expect(said.join()).toContain('signed twice at height 1: the key is suspended for good');
  });

  it.each([
    ['attacked light clients', 'light_client_attack' as const],
    ['signed twice', 'double_sign' as const],
  ])('and is the last of its college is only recorded: who %s', async (_, kind) => {
    const engine = await founded({ genesis: network });
    engine.misbehaviour = [proved(water, 1, kind)];
    expect((await engine.makeBlock([])).validatorUpdates).toEqual([]);
    const recorded = { kind, height: 1, suspended: false };
    expect((await leavesOf(engine))[1]).toMatchObject({ misbehaviour: { ...water, ...recorded } });
    // Once more changes nothing, not even other evidence, while it is the last one.
    const { appHash } = await engine.info();
    engine.misbehaviour = [proved(water, 1, kind), proved(water, 2, kind)];
    expect((await engine.makeBlock([])).events.map(({ attributes }) => attributes[0]?.value)).toEqual([
      'known',
      'known',
    ]);
    expect(await engine.info()).toEqual({ height: 2, appHash });
    await replayed(engine, network);
  });

  it('together with the others of its college leaves the last of them, in the order of the evidence', async () => {
    const engine = await founded({ genesis: network });
    engine.misbehaviour = [proved(second), proved(bank), proved(second), proved(third), proved(residents)];
    const { validatorUpdates } = await engine.makeBlock([]);
    expect(powersOf(validatorUpdates)).toEqual({
      [bank.publicKey]: 0,
      [second.publicKey]: 0,
      [third.publicKey]: 2520,
    });
    const leaves = (await leavesOf(engine)).flatMap((leaf) =>
      leaf.kind === 'misbehaviour' ? [leaf.misbehaviour] : [],
    );
    expect(leaves.map(({ publicKey, suspended }) => [publicKey, suspended])).toEqual([
      [second.publicKey, true],
      [bank.publicKey, true],
      [third.publicKey, false],
      [residents.publicKey, false],
    ]);
    await replayed(engine, network);
  });

  it('is told of and changes nothing where it never was a validator', async () => {
    const engine = await founded({ genesis: network });
    const { appHash } = await engine.makeBlock([]);
    engine.misbehaviour = [proved(validatorOf('city'))];
    expect((await engine.makeBlock([])).appHash).toEqual(appHash);
    expect(await leavesOf(engine)).toHaveLength(1);
    expect(engine.reported.map(({ message }) => message)).toEqual([
      expect.stringContaining('it never was a validator of this ledger'),
    ]);
  });

  it('is recorded before the ledger transactions of its block, which stand where the log has them', async () => {
    const databaseFile = freshFile();
    const engine = await founded({ genesis: foundedNetwork, databaseFile });
    const transactions = await founding();
    engine.misbehaviour = [proved(bank)];
    await engine.makeBlock(transactions);
    expect((await leavesOf(engine)).map(({ kind }) => kind)).toEqual([
      'block_end',
      'misbehaviour',
      ...transactions.map(() => 'ledger_transaction'),
      'block_end',
    ]);
    const replay = new LogReplay(engine.options.genesis, apply);
    const blocks = (await engine.store.storage.readLeaves(0, 10)).map((leaf) => replay.read(leaf));
    expect(blocks.at(-1)).toMatchObject({ places: [2, 3, 4], misbehaviour: [{ member: bank.member }] });
    for (const [place, { body }] of transactions.entries()) {
      const { value } = await engine.ask(`/history/${ledgerTransactionId(body)}`);
      expect(value).toMatchObject({ inclusion: { index: 2 + place }, ledgerTransaction: { body } });
    }
    await engine.close();
    expect(checkLedgerDatabase(databaseFile, foundedNetwork)).toMatchObject({
      size: 6,
      height: 1,
    });
  });

  it('long ago can never come back, also where its key votes no more', async () => {
    const genesis = governedNetwork();
    const engine = await founded({ genesis });
    const successor = validatorOf('bank', 'successor of the bank');
    const validators = [successor, water, residents];
    await decideByVote(engine, { kind: 'set_validators', validators }, 'replaced');
    engine.misbehaviour = [proved(bank)];
    // Nothing changes in who votes.
    expect((await engine.makeBlock([])).validatorUpdates).toEqual([]);
    expect(await valuesOf(engine, [keyOf(bank)])).toMatchObject([{ misbehaviour: { suspended: true } }]);
    const again = { kind: 'set_validators' as const, validators: [bank, ...validators] };
    await expect(decideByVote(engine, again, 'again')).rejects.toThrow('not accepted');
    await replayed(engine, genesis);
  });

  it('comes back by a vote with another key, and never with the suspended one, whosever it is said to be', async () => {
    const genesis = governedNetwork({}, [...firstValidators, second]);
    const engine = await founded({ genesis });
    const kind = 'set_validators' as const;
    const all = [...firstValidators, second];
    // What was proposed before and is decided after can't bring it back either.
    const write = signedFor(genesis);
    engine.misbehaviour = [proved(bank)];
    await engine.makeBlock([]);
    for (const validators of [all, [{ ...bank, member: people.city.did }, second, water, residents]]) {
      await expect(decideByVote(engine, { kind, validators }, 'back')).rejects.toThrow('not accepted');
    }
    const bytes = await write('propose', { proposal: proposalOf({ kind, validators: all }, engine.time) }, ['bank']);
    expect((await engine.check(bytesOf(bytes))).log).toMatchObject({ code: 'validator_key_suspended' });
    const another = validatorOf('bank', 'new key of the bank');
    const validators = [another, second, water, residents];
    const { validatorUpdates } = await decideByVote(engine, { kind, validators }, 'forgiven');
    expect(powersOf(validatorUpdates)).toEqual({ [another.publicKey]: 1260, [second.publicKey]: 1260 });
    await replayed(engine, genesis);
  });

  it('while the colleges decide on it stays suspended: what they adopt is void', async () => {
    const genesis = governedNetwork({}, [...firstValidators, second]);
    const engine = await founded({ genesis });
    const validators = [...firstValidators, second, third];
    engine.misbehaviour = [];
    const write = signedFor(genesis);
    const proposal = proposalOf({ kind: 'set_validators', validators }, engine.time);
    await engine.makeBlock([await write('propose', { proposal }, ['bank'])]);
    const votes = Object.keys(ALL_YES).map((person) => {
      const { did } = people[person as Person];
      const ballot = { proposal: proposal.id, member: did, choice: 'yes' as const, counter: 1, statementDigest: null };
      return write('vote', { ballot }, [person as Person]);
    });
    await engine.makeBlock(await Promise.all(votes));
    engine.time += MIN_VOTING_SECONDS;
    engine.misbehaviour = [proved(bank)];
    const closing = await write('close_proposal', { proposal: proposal.id }, ['residents']);
    expect(powersOf((await engine.makeBlock([closing])).validatorUpdates)).toEqual({
      [bank.publicKey]: 0,
      [second.publicKey]: 2520,
    });
    expect(await valuesOf(engine, [stateKey('proposal', proposal.id)])).toMatchObject([
      { status: 'adopted_but_void', closing: { voidCode: 'validator_key_suspended' } },
    ]);
    await replayed(engine, genesis);
  });

  it('as its college’s last is suspended by later evidence, once its college has another', async () => {
    const genesis = governedNetwork();
    const engine = await founded({ genesis });
    engine.misbehaviour = [proved(bank)];
    await engine.makeBlock([]);
    // The recorded one may stay until the colleges vote it away.
    await decideByVote(engine, { kind: 'set_validators', validators: [...firstValidators, second] }, 'joined');
    engine.misbehaviour = [proved(bank)];
    expect((await engine.makeBlock([])).validatorUpdates).toEqual([]);
    engine.misbehaviour = [proved(bank, 3)];
    expect(powersOf((await engine.makeBlock([])).validatorUpdates)).toEqual({
      [bank.publicKey]: 0,
      [second.publicKey]: 2520,
    });
    await replayed(engine, genesis);
  });
});

describe('a block with evidence', () => {
  it('is judged, executed and replayed after a crash with it', async () => {
    const databaseFile = freshFile();
    const first = await founded({ genesis: network, databaseFile });
    first.misbehaviour = [proved(bank)];
    expect(await first.process([])).toBe(1);
    const decided = (await first.finalize([])).finalizeBlock;
    await first.close();
    const second = await open({ genesis: network, databaseFile });
    second.misbehaviour = [proved(bank)];
    expect((await second.finalize([])).finalizeBlock).toEqual(decided);
    await second.commit();
    // Who says something else of it, or says nothing, comes to another state.
    const other = await founded({ genesis: network });
    expect((await other.finalize([])).finalizeBlock?.appHash).not.toEqual(decided?.appHash);
  });

  it.each([
    ['another height', { height: 7 }],
    ['another member', { member: people.city.did }],
    ['no suspension', { suspended: false }],
    ['another key', { publicKey: water.publicKey }],
  ])('whose leaf says %s is not what the contract makes of it', async (_, change) => {
    const engine = await founded({ genesis: network });
    engine.misbehaviour = [proved(bank)];
    await engine.makeBlock([]);
    const [start, leaf, end] = (await engine.store.storage.readLeaves(0, 3)) as [Uint8Array, Uint8Array, Uint8Array];
    const read = parseLogLeaf(leaf);
    if (read.kind !== 'misbehaviour') throw new Error('the evidence comes first');
    const changed = misbehaviourLeaf(read.height, { ...read.misbehaviour, ...change });
    const replay = new LogReplay(network, apply);
    for (const one of [start, changed]) replay.read(one);
    expect(() => replay.read(end)).toThrow(expect.objectContaining({ code: 'log_diverges' }));
  });
});

function proposalOf(subject: ProposalSubject, opensAt: number): Proposal {
  const proposal = new GovernedLedger().proposalOf(subject, 'bank', 'by-hand');
  return { ...proposal, opensAt, closesAt: opensAt + MIN_VOTING_SECONDS };
}
