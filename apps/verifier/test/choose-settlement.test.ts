import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ProofCount } from '#ledger';
import { chooseSettlement } from '../src/settlement/choose-settlement.js';

const PRICES: Readonly<Record<string, number>> = { cheap: 10, dear: 150, free: 0 };
const priceOf = ({ id }: { id: string }) => PRICES[id] ?? 0;
const count = (contract: string, issuer: string, proofs: number): ProofCount => ({
  contract,
  version: 1,
  issuer,
  proofs,
});
const choose = (...counts: ProofCount[]) => chooseSettlement(counts, priceOf, 20);

describe('what of the proofs is settled', () => {
  it('is everything that has a price, added up by issuer, when the amount hides who bought how much', () => {
    const counts = [
      count('cheap', 'water', 30),
      count('dear', 'water', 15),
      count('dear', 'power', 5),
      count('free', 'gas', 99),
    ];
    expect(choose(...counts)).toEqual({
      amountCents: 30 * 10 + 20 * 150,
      contracts: [
        { id: 'cheap', version: 1 },
        { id: 'dear', version: 1 },
      ],
      counts: counts.slice(0, 3),
      shares: [
        { issuer: 'water', amountCents: 300 + 15 * 150 },
        { issuer: 'power', amountCents: 5 * 150 },
      ],
    });
  });

  it('leaves the dearest out where they are too few, and carries all over where nothing is enough', () => {
    expect(choose(count('cheap', 'water', 20), count('dear', 'water', 2))).toMatchObject({
      amountCents: 200,
      contracts: [{ id: 'cheap', version: 1 }],
    });
    expect(choose(count('cheap', 'water', 19), count('dear', 'water', 2))).toBeUndefined();
    expect(choose(count('free', 'water', 500))).toBeUndefined();
    expect(choose()).toBeUndefined();
  });

  it('never has an amount that could stand for fewer than twenty proofs, whatever was bought', () => {
    const some = fc.record({
      contract: fc.constantFrom('cheap', 'dear', 'free'),
      issuer: fc.constantFrom('water', 'power'),
      proofs: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), (counts) => {
        const chosen = choose(...counts.map((one) => ({ ...one, version: 1 })));
        if (chosen === undefined) return;
        const dearest = Math.max(...chosen.contracts.map(priceOf));
        expect(chosen.amountCents).toBeGreaterThanOrEqual(20 * dearest);
        expect(chosen.shares.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(chosen.amountCents);
      }),
    );
  });
});
