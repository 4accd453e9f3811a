import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  createContract,
  executeBlock,
  executeGenesis,
  LedgerState,
  verifyWithNodeCrypto,
  type ApplyOutcome,
} from '#anchoring/contract';
import { ledgerTransactionId, stateKey, type LedgerTransaction } from '#ledger';
import { encodeBase64url } from '#primitives';
import { context, digestOf, foundedGenesis, genesis, payloads, people, signed, START } from './founded-cooperative.js';

const apply = createContract({ verifySignature: verifyWithNodeCrypto });

/** A ledger that executes one block for each call. */
function openLedger() {
  const state = new LedgerState();
  executeGenesis(state, genesis);
  let height = 0;
  return {
    state,
    block(ledgerTransactions: LedgerTransaction[], time = START, at = height + 1) {
      const executed = executeBlock(state, apply, { ledgerTransactions, context: { ...context, height: at, time } });
      if (executed.accepted.length > 0) height = at;
      return executed;
    },
    one(ledgerTransaction: LedgerTransaction, time = START, at = height + 1): ApplyOutcome {
      return this.block([ledgerTransaction], time, at).outcomes[0] as ApplyOutcome;
    },
  };
}

async function foundingTransactions() {
  return [
    await signed('register_verifier', payloads.verifier),
    await signed('accredit_issuer', payloads.issuer),
    await signed('adopt_contract', payloads.contract()),
  ];
}

async function openFounded() {
  const ledger = openLedger();
  const { outcomes } = ledger.block(await foundingTransactions());
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
  return ledger;
}

const refusedWith = (code: string) => expect.objectContaining({ outcome: 'refused', code }) as unknown;

describe('the contract', () => {
  it('admits, accredits, registers and adopts what all three colleges signed', async () => {
    const ledger = await openFounded();
    const { state } = ledger;
    expect(ledger.one(await signed('admit_member', payloads.admit()))).toMatchObject({ outcome: 'accepted' });
    expect(state.get(stateKey('member', people.city.did))).toMatchObject({ status: 'active', admittedAt: START });
    expect(state.get(stateKey('issuer', people.water.did))).toMatchObject({ status: 'active' });
    expect(state.get(stateKey('contract', 'bank-account-opening'))).toMatchObject({ status: 'in_force', version: 1 });
    expect(ledger.one(await signed('adopt_contract', payloads.contract(2)))).toMatchObject({ outcome: 'accepted' });
  });

  it("accepts a member's own anchors", async () => {
    const ledger = await openFounded();
    expect(ledger.one(await signed('anchor', payloads.anchor(), ['bank']))).toMatchObject({ outcome: 'accepted' });
    expect(ledger.one(await signed('anchor_status', payloads.status(), ['water']))).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('answers a replay, and the same effect with another nonce, as duplicates of the first', async () => {
    const ledger = await openFounded();
    const first = await signed('anchor', payloads.anchor(), ['bank']);
    const id = ledgerTransactionId(first.body);
    expect(ledger.one(first)).toMatchObject({ outcome: 'accepted', id });
    expect(ledger.one(first)).toEqual({ outcome: 'duplicate', id, of: id });
    expect(ledger.one(await signed('anchor', payloads.anchor(), ['bank']))).toMatchObject({
      outcome: 'duplicate',
      of: id,
    });
    const status = await signed('anchor_status', payloads.status(), ['water']);
    expect(ledger.block([status, status]).outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'duplicate']);
  });

  it('keeps an id until it expires, then refuses its replay as expired', async () => {
    const ledger = await openFounded();
    const first = await signed('anchor', payloads.anchor(), ['bank'], { expiryHeight: 3 });
    expect(ledger.one(first)).toMatchObject({ outcome: 'accepted' });
    const key = `transaction/3/${ledgerTransactionId(first.body)}`;
    expect(ledger.state.get(key)).toEqual({ height: 2 });
    expect(ledger.one(await signed('anchor_status', payloads.status(), ['water']))).toMatchObject({
      outcome: 'accepted',
    });
    expect(ledger.state.get(key)).toBeUndefined();
    expect(ledger.one(first)).toEqual(refusedWith('expired'));
  });

  describe('refuses', () => {
    type Case = [code: string, make: () => Promise<LedgerTransaction>, time?: number];
    const period = Math.floor(START / 5);
    const bankOnly = ['bank'] as const;
    const suspendBank = {
      subject: { kind: 'verifier', id: people.bank.did },
      status: 'suspended',
      sequence: 1,
    } as const;
    const city = payloads.admit().member;
    const tampered = async (): Promise<LedgerTransaction> => {
      const one = await signed('anchor', payloads.anchor(), bankOnly);
      return { ...one, body: { ...one.body, nonce: digestOf('other').slice(0, 21) + 'A' } };
    };
    const cases: Case[] = [
      ['wrong_genesis', () => signed('anchor', payloads.anchor(), bankOnly, { genesis: digestOf('other') })],
      ['contract_version_mismatch', () => signed('anchor', payloads.anchor(), bankOnly, { contractVersion: 2 })],
      ['expired', () => signed('anchor', payloads.anchor(), bankOnly, { expiryHeight: 1 })],
      ['expiry_too_far', () => signed('anchor', payloads.anchor(), bankOnly, { expiryHeight: 1003 })],
      ['signature_missing', () => signed('anchor', payloads.anchor(), [])],
      ['signature_invalid', tampered],
      ['signer_unknown', () => signed('anchor', payloads.anchor(), ['city'])],
      ['signer_key_not_in_force', () => signed('anchor', payloads.anchor(), bankOnly), START + 2_000_000],
      ['not_the_member', () => signed('anchor', payloads.anchor(), ['water'])],
      ['not_the_member', () => signed('anchor', payloads.anchor(), ['bank', 'water'])],
      ['college_missing', () => signed('admit_member', payloads.admit(), ['bank', 'water'])],
      ['anchor_in_future', () => signed('anchor', payloads.anchor(period + 1), bankOnly)],
      ['anchor_too_old', () => signed('anchor', payloads.anchor(period - 101), bankOnly)],
      [
        'malformed_ledger_transaction',
        () => signed('anchor', { anchor: { ...payloads.anchor().anchor, size: 1023 } }, bankOnly),
      ],
      [
        'verifier_unknown',
        () => signed('anchor', { anchor: { ...payloads.anchor().anchor, member: people.water.did } }, ['water']),
      ],
      [
        'issuer_unknown',
        () => signed('anchor_status', { anchor: { ...payloads.status().anchor, member: people.bank.did } }, bankOnly),
      ],
      [
        'status_uri_foreign',
        () =>
          signed(
            'anchor_status',
            {
              anchor: { ...payloads.status().anchor, uri: 'http://localhost:4003/status-lists/gas/1' },
            },
            ['water'],
          ),
      ],
      ['member_exists', () => signed('admit_member', { member: { ...city, did: people.bank.did } })],
      [
        'member_unknown',
        () => signed('register_verifier', { verifier: { ...payloads.verifier.verifier, member: city.did } }),
      ],
      [
        'effect_conflict',
        () =>
          signed('register_verifier', {
            verifier: { ...payloads.verifier.verifier, keys: [{ digest: digestOf('x'), from: 0, until: null }] },
          }),
      ],
      ['contract_version_out_of_order', () => signed('adopt_contract', payloads.contract(3))],
      [
        'verifier_unknown',
        () => signed('adopt_contract', { contract: { ...payloads.contract(2).contract, verifier: people.water.did } }),
      ],
      ['subject_unknown', () => signed('set_status', { ...suspendBank, subject: { kind: 'contract', id: 'unknown' } })],
      ['status_not_for_subject', () => signed('set_status', { ...suspendBank, status: 'excluded' })],
      ['sequence_out_of_order', () => signed('set_status', { ...suspendBank, sequence: 2 })],
      ['status_unchanged', () => signed('set_status', { ...suspendBank, status: 'active' })],
      [
        'last_of_college',
        () => signed('set_status', { ...suspendBank, subject: { kind: 'member', id: people.bank.did } }),
      ],
    ];

    // Jest takes a parameter that the row lacks for its `done`.
    it.each(cases.map(([code, make, time]) => [code, make, time] as const))(
      '%s (case %#), and changes nothing',
      async (code, make, time) => {
        const ledger = await openFounded();
        const before = encodeBase64url(ledger.state.root());
        expect(ledger.one(await make(), time)).toEqual(refusedWith(code));
        expect(encodeBase64url(ledger.state.root())).toBe(before);
      },
    );

    it('other content for an anchored period or version, and an older version', async () => {
      const ledger = await openFounded();
      ledger.block([
        await signed('anchor', payloads.anchor(), bankOnly),
        await signed('anchor_status', payloads.status(2), ['water']),
      ]);
      expect(ledger.one(await signed('anchor', payloads.anchor(period, 'other'), bankOnly))).toEqual(
        refusedWith('anchor_conflict'),
      );
      expect(ledger.one(await signed('anchor_status', payloads.status(2, 'other'), ['water']))).toEqual(
        refusedWith('anchor_conflict'),
      );
      expect(ledger.one(await signed('anchor_status', payloads.status(1), ['water']))).toEqual(
        refusedWith('status_version_not_newer'),
      );
    });

    it('an ended contract, a suspended verifier for a contract, and a suspended signer', async () => {
      const ledger = await openFounded();
      ledger.one(await signed('admit_member', payloads.admit()));
      ledger.one(
        await signed('set_status', {
          subject: { kind: 'member', id: people.city.did },
          status: 'suspended',
          sequence: 1,
        }),
      );
      expect(ledger.one(await signed('anchor', payloads.anchor(), ['city']))).toEqual(refusedWith('signer_suspended'));
      ledger.one(await signed('set_status', suspendBank));
      expect(ledger.one(await signed('adopt_contract', payloads.contract(2)))).toEqual(
        refusedWith('verifier_suspended'),
      );
      expect(ledger.one(await signed('anchor', payloads.anchor(), bankOnly))).toMatchObject({ outcome: 'accepted' });
      ledger.one(await signed('set_status', { ...suspendBank, status: 'active', sequence: 2 }));
      const end = { subject: { kind: 'contract', id: 'bank-account-opening' }, status: 'ended', sequence: 1 } as const;
      expect(ledger.one(await signed('set_status', end))).toMatchObject({ outcome: 'accepted' });
      expect(ledger.one(await signed('adopt_contract', payloads.contract(2)))).toEqual(refusedWith('contract_ended'));
      expect(ledger.one(await signed('set_status', { ...end, status: 'in_force', sequence: 2 }))).toEqual(
        refusedWith('contract_ended'),
      );
    });

    it('a suite that the parameters do not accept', async () => {
      const parameters = { ...genesis.parameters, suites: ['Ed25519' as const] };
      const state = new LedgerState();
      executeGenesis(state, foundedGenesis({ parameters }));
      expect(apply(state, await signed('anchor', payloads.anchor(), bankOnly), context)).toEqual(
        refusedWith('suite_not_accepted'),
      );
    });
  });

  describe('for any sequence of ledger transactions', () => {
    let pool: LedgerTransaction[];
    beforeAll(async () => {
      pool = [
        ...(await foundingTransactions()),
        await signed('admit_member', payloads.admit()),
        await signed('admit_member', payloads.admit(), ['bank']),
        await signed('adopt_contract', payloads.contract(2)),
        await signed('anchor', payloads.anchor(), ['bank']),
        await signed('anchor', payloads.anchor(Math.floor(START / 5), 'other'), ['bank']),
        await signed('anchor', payloads.anchor(1), ['bank']),
        await signed('anchor_status', payloads.status(1), ['water'], { expiryHeight: 2 }),
        await signed('anchor_status', payloads.status(2), ['water']),
        await signed('anchor_status', payloads.status(2), ['bank']),
      ];
    });
    const blocks = fc.array(fc.array(fc.nat(11), { maxLength: 5 }), { maxLength: 5 });
    const execute = (sequence: readonly (readonly number[])[]) => {
      const ledger = openLedger();
      const executed = sequence.map((block) => ledger.block(block.map((index) => pool[index] as LedgerTransaction)));
      return { ledger, executed };
    };

    it('the same inputs give the same state and leaves, also replayed from the leaves alone', () => {
      fc.assert(
        fc.property(blocks, (sequence) => {
          const [first, second] = [execute(sequence), execute(sequence)];
          expect(second.ledger.state.root()).toEqual(first.ledger.state.root());
          expect(second.executed.map(({ leaves }) => leaves)).toEqual(first.executed.map(({ leaves }) => leaves));
          const replay = openLedger();
          for (const { accepted } of first.executed) {
            const again = replay.block(accepted.map(({ ledgerTransaction }) => ledgerTransaction));
            expect(again.outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true);
          }
          expect(replay.state.root()).toEqual(first.ledger.state.root());
        }),
        { numRuns: 30 },
      );
    });

    it('whatever was accepted is a duplicate or expired afterwards; refusals have codes and change nothing', () => {
      fc.assert(
        fc.property(blocks, (sequence) => {
          const { ledger, executed } = execute(sequence);
          const root = encodeBase64url(ledger.state.root());
          for (const { ledgerTransaction } of executed.flatMap(({ accepted }) => accepted)) {
            const again = ledger.one(ledgerTransaction);
            expect(again.outcome === 'duplicate' || (again.outcome === 'refused' && again.code === 'expired')).toBe(
              true,
            );
          }
          for (const outcome of executed.flatMap(({ outcomes }) => outcomes)) {
            if (outcome.outcome === 'refused') expect(outcome.code).toMatch(/^[a-z_]+$/);
          }
          expect(encodeBase64url(ledger.state.root())).toBe(root);
        }),
        { numRuns: 30 },
      );
    });

    it('a block that is reverted leaves no trace', () => {
      fc.assert(
        fc.property(blocks, fc.array(fc.nat(11), { maxLength: 5 }), (sequence, last) => {
          const { ledger } = execute(sequence);
          const before = encodeBase64url(ledger.state.root());
          ledger.block(last.map((index) => pool[index] as LedgerTransaction)).revert();
          expect(encodeBase64url(ledger.state.root())).toBe(before);
          expect(encodeBase64url(new LedgerState(ledger.state.entries()).root())).toBe(before);
        }),
        { numRuns: 30 },
      );
    });
  });
});
