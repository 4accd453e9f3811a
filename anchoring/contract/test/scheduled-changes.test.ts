import { describe, expect, it } from '@jest/globals';
import { LedgerState } from '#anchoring/contract';
import type { ProposalSubject } from '#ledger';
import { encodeBase64url } from '#primitives';
import { digestOf } from './founded-cooperative.js';
import { ALL_YES, GovernedLedger } from './governed-ledger.js';

const TEXT: ProposalSubject = { kind: 'adopt_text', title: { en: 'A', fr: 'B' }, textDigest: digestOf('text') };
const quorum = (quorumPercent: number, activationHeight: number): ProposalSubject => ({
  kind: 'change_parameters',
  changes: { quorumPercent },
  activationHeight,
});
/** Blocks that one decision takes: proposing, six votes, closing. */
const DECISION = Object.keys(ALL_YES).length + 2;

describe('what the colleges adopt for a height', () => {
  it('waits, and holds from that block on: the end of the one before it carries it out', async () => {
    const ledger = new GovernedLedger();
    const at = 2 * DECISION;
    expect(await ledger.decide(quorum(80, at))).toMatchObject({ status: 'scheduled' });
    expect(ledger.read('schedule')).toEqual({ changes: [{ activationHeight: at, proposal: 'proposal-1' }] });
    while (ledger.height < at - 1) {
      expect(ledger.read('governance')).toMatchObject({ quorumPercent: 60 });
      await ledger.propose(TEXT, (['bank', 'city', 'shop', 'water'] as const)[ledger.height % 4] ?? 'bank');
    }
    expect(ledger.read('governance')).toMatchObject({ quorumPercent: 80 });
    expect(ledger.read('schedule')).toBeUndefined();
    expect(ledger.proposal('proposal-1')).toMatchObject({ status: 'adopted', closing: { voidCode: null } });
  });

  it('is void where its height passed before the colleges had decided', async () => {
    const ledger = new GovernedLedger();
    expect(await ledger.decide(quorum(80, DECISION))).toMatchObject({
      status: 'adopted_but_void',
      closing: { voidCode: 'activation_height_passed' },
    });
    expect(ledger.read('governance')).toMatchObject({ quorumPercent: 60 });
  });

  it('is void at its height where it can’t be carried out any more, and the next one is carried out', async () => {
    const ledger = new GovernedLedger();
    const at = 3 * DECISION + 1;
    const shortest: ProposalSubject = { kind: 'change_parameters', changes: { minVotingSeconds: 900 }, activationHeight: at }; // prettier-ignore
    const longest: ProposalSubject = { kind: 'change_parameters', changes: { maxVotingSeconds: 800 }, activationHeight: at }; // prettier-ignore
    await ledger.decide(shortest);
    await ledger.decide(longest);
    const last = await ledger.decide(quorum(80, at));
    expect(ledger.height).toBe(at - 1);
    expect(ledger.proposal('proposal-1')).toMatchObject({ status: 'adopted' });
    expect(ledger.proposal('proposal-2')).toMatchObject({
      status: 'adopted_but_void',
      closing: { voidCode: 'voting_time_empty' },
    });
    expect(ledger.proposal(last.id)).toMatchObject({ status: 'adopted' });
    expect(ledger.read('governance')).toMatchObject({
      minVotingSeconds: 900,
      maxVotingSeconds: 1000,
      quorumPercent: 80,
    });
  });

  it('makes no block where it fails for another reason than its own', async () => {
    const ledger = new GovernedLedger();
    const at = DECISION + 3;
    await ledger.decide(quorum(80, at));
    const proposal = ledger.proposalOf(TEXT);
    await ledger.act('propose', { proposal }, 'bank');
    ledger.time += 1000;
    ledger.state.write([{ key: 'governance', value: null }]);
    const before = encodeBase64url(ledger.state.root());
    await expect(ledger.act('close_proposal', { proposal: proposal.id }, 'bank')).rejects.toMatchObject({
      fault: 'bug',
    });
    expect(encodeBase64url(ledger.state.root())).toBe(before);
  });

  it('stops the code that it replaces: nothing more is accepted by code of another version', async () => {
    const ledger = new GovernedLedger();
    const digest = digestOf('next code');
    await ledger.decide({ kind: 'change_code', version: 2, digest, activationHeight: DECISION + 1 });
    expect(ledger.read('contract_code')).toEqual({ version: 2, digest });
    expect(ledger.read('parameters')).toMatchObject({ contractVersion: 2 });
    const before = encodeBase64url(ledger.state.root());
    expect((await ledger.propose(TEXT)).outcome).toMatchObject({ outcome: 'refused', code: 'code_not_in_force' });
    expect(encodeBase64url(ledger.state.root())).toBe(before);
  });

  it('leaves no trace where its block is reverted, and 16 wait at most', async () => {
    const ledger = new GovernedLedger();
    const far = 1000;
    for (let count = 0; count < 16; count++) await ledger.decide(quorum(70, far));
    expect((await ledger.propose(quorum(70, far))).outcome).toMatchObject({ code: 'schedule_full' });
    ledger.height = far - 2;
    const before = encodeBase64url(ledger.state.root());
    const block = ledger.execute([await ledger.sign('propose', { proposal: ledger.proposalOf(TEXT) }, 'bank')]);
    expect(ledger.read('governance')).toMatchObject({ quorumPercent: 70 });
    block.revert();
    expect(encodeBase64url(ledger.state.root())).toBe(before);
    expect(encodeBase64url(new LedgerState(ledger.state.entries()).root())).toBe(before);
  });
});
