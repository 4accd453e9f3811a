import { expect } from '@jest/globals';
import type { PublishedLedger } from '#anchoring/log';
import { parseLogLeaf, type LedgerTransaction } from '#ledger';

const PAGE = 1000;

/** Everything that the ledger accepted, in its order. */
export async function acceptedTransactions(ledger: PublishedLedger): Promise<LedgerTransaction[]> {
  const accepted: LedgerTransaction[] = [];
  for (let start = 0; ; start += PAGE) {
    const { size, leaves } = await ledger.entries(start, PAGE);
    for (const bytes of leaves) {
      const leaf = parseLogLeaf(bytes);
      if (leaf.kind === 'ledger_transaction') accepted.push(leaf.ledgerTransaction);
    }
    if (start + PAGE >= size) return accepted;
  }
}

/**
 * The log only grows, and each verifier has exactly one anchor for each period since its first.
 * @param before what an earlier call returned
 * @returns the ledger transactions in their order
 */
export async function checkAnchors(ledger: PublishedLedger, before: readonly string[]): Promise<string[]> {
  const accepted = await acceptedTransactions(ledger);
  const bodies = accepted.map(({ body }) => JSON.stringify(body));
  expect(bodies.slice(0, before.length)).toEqual(before);
  const periods = new Map<string, number[]>();
  for (const { body } of accepted) {
    if (body.kind !== 'anchor') continue;
    const { member, period } = body.payload.anchor;
    periods.set(member, [...(periods.get(member) ?? []), period]);
  }
  expect(periods.size).toBe(2);
  for (const all of periods.values()) {
    const sorted = [...all].sort((left, right) => left - right);
    const first = sorted[0] ?? 0;
    expect(sorted).toEqual(sorted.map((_, index) => first + index));
  }
  return bodies;
}
