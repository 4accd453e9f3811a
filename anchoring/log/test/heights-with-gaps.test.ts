import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LogReplay } from '#anchoring/log';
import {
  stateKey,
  type Genesis,
  type LedgerTransaction,
  type ProposalRecord,
  type ProposalSubject,
  type Validator,
} from '#ledger';
import { encodeBase64url } from '#primitives';
import { digestOf, ed25519Signer, people, signed, type Person } from '../../contract/test/founded-cooperative.js';
import {
  ALL_YES,
  apply,
  governedGenesis,
  GovernedLedger,
  MIN_VOTING_SECONDS,
  VOTERS,
} from '../../contract/test/governed-ledger.js';

const validators: Validator[] = (['bank', 'water', 'residents'] as const).map((person) => ({
  member: people[person].did,
  college: people[person].college,
  publicKey: ed25519Signer(`validator of ${person}`).publicJwk.x,
}));
/** Only a network has empty blocks. */
const genesis: Genesis = { ...governedGenesis, consensus: { validators, trustingPeriodSeconds: 86_400 } };
const QUORUM_OF_GENESIS = 60;
const text: ProposalSubject = { kind: 'adopt_text', title: { en: 'A', fr: 'B' }, textDigest: digestOf('text') };

/** One step of the cooperative, with empty blocks before each of its own. */
type Step =
  | { do: 'propose'; person: Person; gap: number; expiry: number }
  | { do: 'decide'; quorum: number; ahead: number; gaps: [number, number, number] };

const gap = fc.integer({ min: 0, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('propose' as const),
    person: fc.constantFrom(...VOTERS),
    gap,
    expiry: fc.integer({ min: 0, max: 6 }),
  }),
  fc.record({
    do: fc.constant('decide' as const),
    quorum: fc.integer({ min: 1, max: 50 }),
    ahead: fc.integer({ min: 1, max: 20 }),
    gaps: fc.tuple(gap, gap, gap),
  }),
);

interface Scheduled {
  at: number;
  quorum: number;
}

/** The same ledger twice: by every block, and by those with a content alone. */
class Twice {
  readonly all = new GovernedLedger(genesis);
  readonly replayed = new GovernedLedger(genesis);
  readonly scheduled: Scheduled[] = [];
  overdueInEmptyBlocks = 0;

  /** The quorum that holds for the next block. */
  get quorum(): number {
    const next = this.all.height + 1;
    const held = this.scheduled.filter(({ at }) => at <= next).sort((left, right) => left.at - right.at);
    return held.at(-1)?.quorum ?? QUORUM_OF_GENESIS;
  }

  wait(blocks: number): void {
    for (let left = blocks; left > 0; left--) {
      const before = rootOf(this.all);
      const { leaves, writes } = this.all.execute([]);
      expect([leaves, writes, rootOf(this.all)]).toEqual([[], [], before]);
      this.all.height++;
      const changes = (this.all.read('schedule')?.changes ?? []) as unknown as { activationHeight: number }[];
      if (changes.some(({ activationHeight }) => activationHeight <= this.all.height)) this.overdueInEmptyBlocks++;
    }
    this.replayed.height = this.all.height;
  }

  /** A block with the same ledger transactions on both; where none is accepted, it was an empty one. */
  execute(ledgerTransactions: readonly LedgerTransaction[]): boolean {
    const { accepted, outcomes, leaves } = this.all.execute(ledgerTransactions);
    if (accepted.length === 0) {
      this.all.height++;
      this.replayed.height = this.all.height;
      return false;
    }
    const again = this.replayed.execute(accepted.map(({ ledgerTransaction }) => ledgerTransaction));
    expect(again.leaves).toEqual(leaves);
    expect(again.outcomes).toEqual(outcomes.filter(({ outcome }) => outcome === 'accepted'));
    return true;
  }
}

describe('heights with gaps', () => {
  it('come to the same state and log whether empty blocks were executed or skipped, and nothing waits for their heights', async () => {
    let [overdue, decided] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const twice = new Twice();
        for (const [place, one] of steps.entries()) {
          if (one.do === 'propose') await propose(twice, one, `text-${place}`);
          else if (await decide(twice, one, `quorum-${place}`)) decided++;
          expect(rootOf(twice.replayed)).toBe(rootOf(twice.all));
          expectNothingLeftBehind(twice.all);
        }
        overdue += twice.overdueInEmptyBlocks;
        const replay = new LogReplay(genesis, apply);
        for (const leaf of twice.all.leaves) replay.read(leaf);
        expect(replay.close().stateRoot).toBe(rootOf(twice.all));
      }),
      { numRuns: 15 },
    );
    expect(overdue).toBeGreaterThan(0);
    expect(decided).toBeGreaterThan(15);
  }, 60_000);

  it('leave an id that expired in an empty block until there is a content, and not a block longer', async () => {
    const ledger = new GovernedLedger(genesis);
    const proposal = ledger.proposalOf(text, 'bank', 'text');
    const once = await signed('propose', { proposal }, ['bank'], { genesis: ledger.genesisId, expiryHeight: 2 });
    ledger.execute([once]);
    ledger.height = 4;
    expect(ledger.execute([]).writes).toEqual([]);
    expect(ledger.execute([once]).outcomes).toMatchObject([{ outcome: 'duplicate' }]);
    const other = { proposal: ledger.proposalOf(text, 'water', 'other') };
    expect(ledger.execute([once, await ledger.sign('propose', other, 'water')]).outcomes).toMatchObject([
      { outcome: 'duplicate' },
      { outcome: 'accepted' },
    ]);
    expect(ledger.execute([once]).outcomes).toMatchObject([{ outcome: 'refused', code: 'expired' }]);
  });
});

async function propose(twice: Twice, { person, gap: before, expiry }: Step & { do: 'propose' }, id: string) {
  twice.wait(before);
  const { all, quorum } = twice;
  const proposal = all.proposalOf(text, person, id);
  const expiryHeight = all.height + 1 + expiry;
  const write = { genesis: all.genesisId, expiryHeight };
  if (!twice.execute([await signed('propose', { proposal }, [person], write)])) return;
  // Which rules the block's transactions met, the contract wrote down itself.
  expect(quorumOf(all, id)).toBe(quorum);
}

/** @returns whether it waits for its height */
async function decide(twice: Twice, { quorum, ahead, gaps }: Step & { do: 'decide' }, id: string): Promise<boolean> {
  const { all } = twice;
  twice.wait(gaps[0]);
  const activationHeight = all.height + ahead + 1;
  const subject = { kind: 'change_parameters' as const, changes: { quorumPercent: quorum }, activationHeight };
  const expected = twice.quorum;
  if (!twice.execute([await all.sign('propose', { proposal: all.proposalOf(subject, 'bank', id) }, 'bank')]))
    return false;
  expect(quorumOf(all, id)).toBe(expected);
  twice.wait(gaps[1]);
  const votes = (Object.keys(ALL_YES) as Person[]).map((person) => {
    const ballot = {
      proposal: id,
      member: people[person].did,
      choice: 'yes' as const,
      counter: 1,
      statementDigest: null,
    };
    return all.sign('vote', { ballot }, person);
  });
  twice.execute(await Promise.all(votes));
  twice.wait(gaps[2]);
  for (const ledger of [all, twice.replayed]) ledger.time += MIN_VOTING_SECONDS;
  const closed = all.height + 1;
  twice.execute([await all.sign('close_proposal', { proposal: id }, 'residents')]);
  const isInTime = activationHeight > closed;
  expect(all.proposal(id).status).toBe(
    !isInTime ? 'adopted_but_void' : activationHeight === closed + 1 ? 'adopted' : 'scheduled',
  );
  if (isInTime) twice.scheduled.push({ at: activationHeight, quorum });
  return isInTime;
}

function quorumOf(ledger: GovernedLedger, id: string): number | undefined {
  return (ledger.state.get(stateKey('proposal', id)) as unknown as ProposalRecord | undefined)?.quorumPercent;
}

/** After a block with a content, no id stays that has expired with it or before. */
function expectNothingLeftBehind(ledger: GovernedLedger): void {
  const last = lastContent(ledger);
  const heights = [...ledger.state.entries()]
    .filter(([key]) => key.startsWith('transaction/'))
    .map(([key]) => Number(key.split('/')[1]));
  expect(heights.filter((height) => height <= last)).toEqual([]);
}

function lastContent({ leaves }: GovernedLedger): number {
  const end = new TextDecoder().decode(leaves.at(-1));
  return Number(/"height":(\d+)/.exec(end)?.[1]);
}

function rootOf({ state }: GovernedLedger): string {
  return encodeBase64url(state.root());
}
