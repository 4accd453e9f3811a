import { expect, it } from '@jest/globals';
import type { LedgerTransaction, ProposalSubject } from '#ledger';
import { namesIn } from '../src/trust-refresh/log-names.js';

const proposed = (subject: object) => {
  const proposal = { subject: subject as ProposalSubject };
  return namesIn({ body: { kind: 'propose', payload: { proposal } }, signatures: [] } as unknown as LedgerTransaction);
};

it('a proposal brings the names that its adoption would put into the state', () => {
  expect(proposed({ kind: 'accredit_issuer', issuer: { member: 'did:web:gas.example' } })).toEqual([
    { kind: 'issuer', name: 'did:web:gas.example' },
  ]);
  expect(proposed({ kind: 'register_verifier', verifier: { member: 'did:web:shop.example' } })).toEqual([
    { kind: 'verifier', name: 'did:web:shop.example' },
  ]);
  expect(proposed({ kind: 'adopt_contract', contract: { id: 'tariff', verifier: 'did:web:city.example' } })).toEqual([
    { kind: 'contract', name: 'did:web:city.example tariff' },
  ]);
  expect(proposed({ kind: 'set_commission', commissionBasisPoints: 1 })).toEqual([]);
});
