import type { Enrolment } from '#identity';
import type { College, Genesis, MemberRecord } from '#ledger';
import { jwkThumbprint, refusal, suiteOf } from '#primitives';
import { CONTRACT_VERSION } from '#anchoring/contract';
import type { FoundingPlan } from './founding-plan.js';
import type { LedgerVerifierKeys } from './note-keys.js';

/** The development ledger's parameters that no plan changes: this contract, both suites, one operator. */
const MAX_EXPIRY_BLOCKS = 1000;

export interface GenesisParts {
  origin: string;
  /** Seconds since the epoch. */
  createdAt: number;
  keys: LedgerVerifierKeys;
  /** SHA-256 of the contract's code, base64url. */
  contractCodeDigest: string;
  /** DID of the founder that distributes; nothing is settled where there is none. */
  treasurer?: string | undefined;
}

/** @throws `enrolment_incomplete` */
export function createGenesis(
  plan: FoundingPlan,
  enrolments: ReadonlyMap<string, Enrolment>,
  parts: GenesisParts,
): Genesis {
  const { origin, createdAt, keys, contractCodeDigest, treasurer } = parts;
  return {
    format: 'incola-genesis',
    version: 1,
    origin,
    createdAt,
    parameters: {
      contractVersion: CONTRACT_VERSION,
      suites: ['ES256', 'Ed25519'],
      ...plan.parameters,
      maxExpiryBlocks: MAX_EXPIRY_BLOCKS,
      operators: 'single',
    },
    founders: plan.members
      .filter(({ founder }) => founder)
      .map(({ did, college }) => ({
        ...memberOf(did, college, enrolments, createdAt),
        status: 'active' as const,
        admittedAt: createdAt,
      })),
    logVerifierKey: keys.logVerifierKey,
    cosigners: keys.cosigners,
    contractCodeDigest,
    governance: plan.governance,
    ...(plan.network === undefined ? {} : { consensus: plan.network }),
    ...(treasurer === undefined ? {} : { settlement: { ...plan.settlement, treasurer } }),
  };
}

/** A member's record as its enrolment gives it, its ledger key in force at once. */
export function memberOf(
  did: string,
  college: College,
  enrolments: ReadonlyMap<string, Enrolment>,
  from: number,
): Omit<MemberRecord, 'status' | 'admittedAt'> {
  const enrolment = enrolments.get(did);
  if (enrolment === undefined) throw refusal('enrolment_incomplete', `${did} sent no enrolment.`);
  const { name, legalId, ledgerKey } = enrolment;
  const key = { id: jwkThumbprint(ledgerKey), suite: suiteOf(ledgerKey), publicJwk: ledgerKey, from, until: null };
  return { did, name, legalId, college, keys: [key] };
}
