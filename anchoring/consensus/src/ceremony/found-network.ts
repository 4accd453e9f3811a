import { domainDigest, encodeUtf8, jwkThumbprint, refusal, type Domain } from '#primitives';
import {
  COLLEGES,
  COSIGNATURE,
  formatVerifierKey,
  NOTE_SIGNATURE,
  parseTrustFile,
  type College,
  type MemberRecord,
  type TrustFile,
} from '#ledger';
import { CONTRACT_VERSION } from '#anchoring/contract';
import { TRUSTING_PERIOD_SECONDS } from '../network/network-genesis.js';
import { validatorName, type PlannedNode } from '../network/network-plan.js';
import type { CeremonyPlan } from './ceremony-plan.js';
import type { Declaration } from './declaration.js';

const NOBODYS_KEY: Domain = 'incola:nobodys-key:1';
const MAX_EXPIRY_BLOCKS = 1000;

/** A node as its peers find it. */
export type DeclaredNode = PlannedNode & { address: string; port: number };

export interface FoundedNetwork {
  trust: TrustFile;
  nodes: DeclaredNode[];
}

/**
 * The network that plan and declarations found: the same for whoever computes it, so that nobody has to believe the
 * coordinator.
 * @throws `college_missing`, `malformed_trust_file`
 */
export function foundNetwork(plan: CeremonyPlan, declarations: readonly Declaration[]): FoundedNetwork {
  for (const college of COLLEGES) {
    if (declarations.some(({ member }) => member.college === college)) continue;
    throw refusal('college_missing', `Nobody of the college ${college} has declared a validator.`);
  }
  const nodes = COLLEGES.flatMap((college) => nodesOf(college, declarations));
  const { origin, createdAt } = plan;
  const genesis = {
    format: 'incola-genesis',
    version: 1,
    origin,
    createdAt,
    parameters: {
      contractVersion: CONTRACT_VERSION,
      suites: ['ES256', 'Ed25519'],
      anchorPeriodSeconds: plan.anchorPeriodSeconds,
      maxAnchorAgePeriods: plan.maxAnchorAgePeriods,
      maxProofAgeSeconds: plan.maxProofAgeSeconds,
      maxExpiryBlocks: MAX_EXPIRY_BLOCKS,
      operators: 'independent',
    },
    founders: foundersOf(declarations, createdAt),
    logVerifierKey: nobodysKey(origin, NOTE_SIGNATURE),
    cosigners: COLLEGES.map((college) => ({
      college,
      verifierKey: nobodysKey(`${origin}/${college}`, COSIGNATURE),
    })),
    contractCodeDigest: plan.contractCodeDigest,
    ...(plan.governance === undefined ? {} : { governance: plan.governance }),
    ...(plan.settlement === undefined ? {} : { settlement: plan.settlement }),
    consensus: {
      validators: nodes.map(({ validator }) => validator),
      trustingPeriodSeconds: TRUSTING_PERIOD_SECONDS,
    },
  };
  const { issuingRoots, accessRoots } = plan;
  // Read as everyone else will read it, so that a plan that makes no ledger fails here.
  const trust = parseTrustFile(
    JSON.stringify({ format: 'incola-trust', version: 1, genesis, issuingRoots, accessRoots }),
  );
  return { trust, nodes };
}

function nodesOf(college: College, declarations: readonly Declaration[]): DeclaredNode[] {
  return declarations
    .filter(({ member }) => member.college === college)
    .map(({ member, validator, node }, place) => ({
      name: validatorName(college, place + 1),
      validator: { member: member.did, college, publicKey: validator.publicKey },
      nodeId: node.id,
      address: node.address,
      port: node.port,
    }));
}

function foundersOf(declarations: readonly Declaration[], from: number): MemberRecord[] {
  const members = new Map(declarations.map(({ member }) => [member.did, member]));
  return [...members.values()].map(({ ledgerKey, ...member }) => {
    const key = { id: jwkThumbprint(ledgerKey), suite: 'Ed25519' as const, publicJwk: ledgerKey, from, until: null };
    return { ...member, status: 'active', admittedAt: from, keys: [key] };
  });
}

/** Commits attest this ledger's roots, no checkpoints: the keys that would sign them are hashes, and nobody holds them. */
function nobodysKey(name: string, type: typeof NOTE_SIGNATURE | typeof COSIGNATURE): string {
  return formatVerifierKey(name, type, domainDigest(NOBODYS_KEY, encodeUtf8(name)));
}
