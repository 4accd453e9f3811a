import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  genesisDigest,
  parseTrustFile,
  stillCounts,
  transactionContext,
  type HistoryProof,
  type TrustFile,
} from '#ledger';

const example = JSON.parse(
  readFileSync(new URL('../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as { trust: TrustFile; history: HistoryProof };
const { genesis } = parseTrustFile(JSON.stringify(example.trust));
const { ledgerTransaction } = example.history;
const { expiryHeight, contractVersion } = ledgerTransaction.body;

describe('what a new ledger transaction says of its ledger', () => {
  it('follows what the colleges have decided since the genesis', () => {
    const head = { height: 40, contractVersion: 7, maxExpiryBlocks: 100 };
    const context = { genesis: genesisDigest(genesis), contractVersion: 7 };
    expect(transactionContext(genesis, head, 60)).toEqual({ ...context, expiryHeight: 100 });
    expect(transactionContext(genesis, head, 600)).toEqual({ ...context, expiryHeight: 140 });
  });

  it('is said anew where the time of the old one is over, or its contract is no longer in force', () => {
    expect(stillCounts(ledgerTransaction, { height: expiryHeight - 1, contractVersion })).toBe(true);
    expect(stillCounts(ledgerTransaction, { height: expiryHeight, contractVersion })).toBe(false);
    expect(stillCounts(ledgerTransaction, { height: 1, contractVersion: contractVersion + 1 })).toBe(false);
  });
});
