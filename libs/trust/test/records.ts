import type { DataUseContract, IssuerRecord, MemberRecord, VerifierRecord } from '#ledger';
import type { ProvenState } from '#trust';

export const NOW = 1_800_000_000;
export const BANK = 'did:web:localhost%3A4002:banque';
export const WATER = 'did:web:localhost%3A4001:eaux';
export const CONTRACT = 'bank-account-opening';
export const VCT = 'urn:incola:residency:1';

const both = (text: string) => ({ en: text, fr: text });

export function memberRecord(did: string, college: MemberRecord['college']): MemberRecord {
  return { did, name: 'Fictive', legalId: 'FR-000000000', college, status: 'active', admittedAt: 0, keys: [] };
}

export const issuerRecord = (): IssuerRecord => ({
  member: WATER,
  status: 'active',
  keys: [{ digest: 'water-key', from: 0, until: null }],
  mayIssue: [{ vct: VCT, from: 0, until: null }],
  statusListPrefix: 'http://localhost:4003/status-lists/eaux/',
});

export const verifierRecord = (): VerifierRecord => ({
  member: BANK,
  status: 'active',
  keys: [{ digest: 'bank-key', from: 0, until: null }],
});

export const contractRecord = (): DataUseContract => ({
  id: CONTRACT,
  version: 1,
  verifier: BANK,
  status: 'in_force',
  title: both('Opening an account'),
  purpose: { dpv: 'dpv:IdentityVerification', words: both('Opening an account') },
  legalBasis: { dpv: 'dpv:LegalObligation', words: both('Legal obligation') },
  onWithdrawal: 'restrict',
  claims: [{ vct: VCT, path: ['address_canonical'], maxValues: 3 }],
  recipients: [],
  retentionDays: 1825,
  maxEvidenceAgeDays: 90,
  priceCents: 50,
  anchoredBeforeDecision: false,
  legalTextDigest: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
});

export function provenState(): ProvenState {
  return {
    attested: { origin: 'ledger.example', size: 1, root: new Uint8Array(32), colleges: [], operators: 'single' },
    asOf: NOW,
    members: new Map([
      [BANK, memberRecord(BANK, 'service_providers')],
      [WATER, memberRecord(WATER, 'data_providers')],
    ]),
    issuers: new Map([[WATER, issuerRecord()]]),
    verifiers: new Map([[BANK, verifierRecord()]]),
    contracts: new Map([[CONTRACT, contractRecord()]]),
    statusAnchors: new Map(),
    maxProofAgeSeconds: 900,
  };
}
