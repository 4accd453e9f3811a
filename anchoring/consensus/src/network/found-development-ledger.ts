import { encodeBase64url, jwkThumbprint, type PublicJwk, type RandomBytes } from '#primitives';
import {
  COLLEGES,
  COSIGNATURE,
  formatVerifierKey,
  NOTE_SIGNATURE,
  type College,
  type Genesis,
  type MemberRecord,
} from '#ledger';
import { CONTRACT_VERSION, contractCodeDigest } from '#anchoring/contract';
import { generatePrivateBytes, openSigningKey } from '#identity';
import { createEngineKey } from './engine-key.js';

/** Fictive founders, one for each college. */
const FOUNDERS: Readonly<Record<College, { did: string; name: string; legalId: string }>> = {
  service_providers: { did: 'did:web:bank.example', name: 'Fictive Bank', legalId: 'FR-000000001' },
  data_providers: { did: 'did:web:water.example', name: 'Fictive Water', legalId: 'FR-000000002' },
  citizens: { did: 'did:web:residents.example', name: 'Fictive Residents', legalId: 'FR-000000003' },
};
const ORIGIN = 'ledger.cooperative.example/development';

/** A founder's key for ledger transactions, with its private half. */
export interface FounderKey {
  did: string;
  college: College;
  privateJwk: PublicJwk & { d: string };
}

/**
 * Founds a ledger for trying the network alone, with members that exist nowhere. One operator holds all keys, and the
 * genesis says so. Nobody holds the keys of its log and cosigners: what attests is commits.
 * @param createdAt seconds since the epoch
 * @param contractCode digest of the code that its applications run, which is ours where they are of our own build
 */
export function foundDevelopmentLedger(
  createdAt: number,
  random: RandomBytes,
  contractCode = contractCodeDigest(),
): { founding: Omit<Genesis, 'consensus'>; founderKeys: FounderKey[] } {
  const founders = COLLEGES.map((college) => createFounder(college, createdAt, random));
  const noteKey = (name: string, type: typeof NOTE_SIGNATURE | typeof COSIGNATURE) =>
    formatVerifierKey(name, type, createEngineKey(random).publicKey);
  const founding = {
    format: 'incola-genesis',
    version: 1,
    origin: ORIGIN,
    createdAt,
    parameters: {
      contractVersion: CONTRACT_VERSION,
      suites: ['ES256', 'Ed25519'],
      anchorPeriodSeconds: 5,
      maxAnchorAgePeriods: 672,
      maxProofAgeSeconds: 900,
      maxExpiryBlocks: 1000,
      operators: 'single',
    },
    founders: founders.map(({ record }) => record),
    logVerifierKey: noteKey(ORIGIN, NOTE_SIGNATURE),
    cosigners: COLLEGES.map((college) => ({ college, verifierKey: noteKey(`${ORIGIN}/${college}`, COSIGNATURE) })),
    contractCodeDigest: contractCode,
  } satisfies Genesis;
  return { founding, founderKeys: founders.map(({ key }) => key) };
}

function createFounder(college: College, from: number, random: RandomBytes): { record: MemberRecord; key: FounderKey } {
  // As the keys of a member's services, which sign most of what a ledger carries.
  const privateBytes = generatePrivateBytes('Secp256r1', random);
  const { publicJwk } = openSigningKey('Secp256r1', privateBytes);
  const key = { id: jwkThumbprint(publicJwk), suite: 'ES256' as const, publicJwk, from, until: null };
  const founder = FOUNDERS[college];
  return {
    record: { ...founder, college, status: 'active', admittedAt: from, keys: [key] },
    key: { did: founder.did, college, privateJwk: { ...publicJwk, d: encodeBase64url(privateBytes) } },
  };
}
