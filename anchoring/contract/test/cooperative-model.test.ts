import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkLog } from '#anchoring/log';
import { COLLEGES, type BallotChoice } from '#ledger';
import { encodeBase64url } from '#primitives';
import { cooperativeCommands } from './cooperative-commands.js';
import { CooperativeModel } from './cooperative-model.js';
import { people, type Person } from './founded-cooperative.js';
import { apply, governedGenesis, GovernedLedger } from './governed-ledger.js';

const CHOICES: readonly BallotChoice[] = ['yes', 'no', 'abstain'];

/** Seen over all runs, so that a walk which decides nothing does not pass for a test. */
const seen = new Set<string>();

function compare(model: CooperativeModel, ledger: GovernedLedger): void {
  for (const person of Object.keys(people) as Person[]) {
    const { college, status } = model.members.get(person) ?? {};
    expect(ledger.member(person)).toEqual(
      status === undefined ? undefined : expect.objectContaining({ college, status }),
    );
  }
  for (const college of COLLEGES) {
    const active = model.activeOf(college);
    expect(active.length).toBeGreaterThan(0);
    expect(ledger.read(`college/${college}`)).toEqual({ activeMembers: active.map((one) => people[one].did).sort() });
  }
  expect(ledger.read('count/member')).toBe(model.members.size);
  expect(ledger.read('governance')).toMatchObject({ commissionBasisPoints: model.commission });
  for (const [place, expected] of model.proposals.entries()) {
    const { status, tallies, closing } = ledger.proposal(`proposal-${place}`);
    expect(status).toBe(expected.status);
    seen.add(status);
    for (const college of COLLEGES) {
      const counted = Object.fromEntries(CHOICES.map((choice) => [choice, model.count(expected, college, choice)]));
      expect(tallies[college]).toEqual({ electorate: model.electorateOf(expected, college), ...counted });
      if (closing !== null) expect(closing.results[college]).toBe(model.resultOf(expected, college));
    }
  }
  for (const person of Object.keys(people) as Person[]) {
    const open = model.proposals.filter((one) => one.proposer === person && one.status === 'open').length;
    const key = `open_proposals/${encodeURIComponent(people[person].did)}`;
    expect(ledger.state.get(key)).toBe(open === 0 ? undefined : open);
  }
}

it('whatever members do, the contract decides as the model does, and the log alone gives the same state', async () => {
  await fc.assert(
    fc.asyncProperty(cooperativeCommands, async (commands) => {
      const [model, ledger] = [new CooperativeModel(), new GovernedLedger()];
      await fc.asyncModelRun(() => ({ model, real: ledger }), commands);
      compare(model, ledger);
      const storage = {
        readLeaves: async (start: number, count: number) => ledger.leaves.slice(start, start + count),
      };
      const checked = await checkLog(storage, governedGenesis, apply);
      expect(checked.stateRoot).toBe(encodeBase64url(ledger.state.root()));
    }),
    // One seed, so that what was seen below is the same in every run of this test.
    { numRuns: 60, seed: 20_260_101 },
  );
  expect([...seen].sort()).toEqual(['adopted', 'adopted_but_void', 'open', 'rejected']);
}, 120_000);
