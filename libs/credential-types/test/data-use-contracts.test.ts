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

describe.each([
  ['bank-account-opening', 'residency'],
  ['city-resident-tariff', 'residency'],
  ['over-18-at-the-door', 'age'],
])('the data-use contract %s', (id, typeId) => {
  const contract = readContract(id);

  it('names the digest of its legal text in both languages', () => {
    const text = { en: read(`data-use-contracts/${id}.en.md`), fr: read(`data-use-contracts/${id}.fr.md`) };
    const digest = domainDigest('incola:legal-text:1', encodeUtf8(canonicalJson(text)));
    expect(contract.legalTextDigest).toBe(encodeBase64url(digest));
  });

  it('allows only claims that its credential type has', () => {
    const type = parseCredentialType(parseJsonObject(read(`credential-types/${typeId}.json`)));
    const ofSdJwt = contract.claims.filter(({ vct }) => vct === type.vct);
    const ofMdoc = contract.claims.filter(({ vct }) => vct === type.mdoc?.docType);
    expect(ofSdJwt.length + ofMdoc.length).toBe(contract.claims.length);
    expect(ofSdJwt.length).toBeGreaterThan(0);
    expect(() => dcqlForClaims(type, ofSdJwt.map(({ path }) => path))).not.toThrow(); // prettier-ignore
    const elements = type.claims.flatMap(({ mdocElement }) => mdocElement ?? []);
    for (const { path } of ofMdoc) {
      expect(path).toHaveLength(2);
      expect(path[0]).toBe(type.mdoc?.namespace);
      expect(elements).toContain(path[1]);
    }
  });

  it('can be adopted once founding names its verifier, and not before', () => {
    expect(contract.verifier).toMatch(/^\{(?:bank|city)\}$/);
    expect(() => adopt(contract)).toThrow(expect.objectContaining({ code: 'malformed_ledger_transaction' }));
    expect(() => adopt({ ...contract, verifier: 'did:web:verifier.example:bank' })).not.toThrow();
  });
});
