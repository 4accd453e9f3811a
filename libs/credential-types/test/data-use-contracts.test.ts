import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, decodeUtf8, domainDigest, encodeBase64url, encodeUtf8, parseJsonObject } from '#primitives';
import { createLedgerTransactionBody, readLedgerTransaction, type DataUseContract } from '#ledger';
import type { JsonValue } from '#primitives';
import { dcqlForClaims, parseCredentialType } from '../src/index.js';

const schemas = new URL('../../../schemas/', import.meta.url);

function read(path: string): string {
  return decodeUtf8(readFileSync(new URL(path, schemas)));
}

function readContract(id: string): Omit<DataUseContract, 'status'> {
  return parseJsonObject(read(`data-use-contracts/${id}.json`)) as unknown as Omit<DataUseContract, 'status'>;
}

function adopt(contract: Omit<DataUseContract, 'status'>): void {
  const body = createLedgerTransactionBody(
    'adopt_contract',
    { contract },
    {
      genesis: encodeBase64url(new Uint8Array(32)),
      contractVersion: 1,
      expiryHeight: 10,
      random: (length) => new Uint8Array(length),
    },
  );
  readLedgerTransaction({ body, signatures: [] } as unknown as JsonValue);
}

describe.each(['bank-account-opening', 'city-resident-tariff'])('the data-use contract %s', (id) => {
  const contract = readContract(id);

  it('names the digest of its legal text in both languages', () => {
    const text = { en: read(`data-use-contracts/${id}.en.md`), fr: read(`data-use-contracts/${id}.fr.md`) };
    const digest = domainDigest('incola:legal-text:1', encodeUtf8(canonicalJson(text)));
    expect(contract.legalTextDigest).toBe(encodeBase64url(digest));
  });

  it('allows only claims that its credential type has', () => {
    const residency = parseCredentialType(parseJsonObject(read('credential-types/residency.json')));
    expect(new Set(contract.claims.map(({ vct }) => vct))).toEqual(new Set([residency.vct]));
    expect(() => dcqlForClaims(residency, contract.claims.map(({ path }) => path))).not.toThrow(); // prettier-ignore
  });

  it('can be adopted once founding names its verifier, and not before', () => {
    expect(contract.verifier).toMatch(/^\{(?:bank|city)\}$/);
    expect(() => adopt(contract)).toThrow(expect.objectContaining({ code: 'malformed_ledger_transaction' }));
    expect(() => adopt({ ...contract, verifier: 'did:web:verifier.example:bank' })).not.toThrow();
  });
});
