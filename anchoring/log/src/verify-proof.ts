import { readFile } from 'node:fs/promises';
import type { VerifySignature } from '#primitives';
import {
  archivedProofs,
  parseLedgerProof,
  parseTrustFile,
  type AttestedCollege,
  type AttestedRoot,
  type College,
  type VerifiedLedgerProof,
} from '#ledger';

export interface ProofReport {
  verified: VerifiedLedgerProof;
  /** What is proven, by whom, in English sentences. */
  sentences: string[];
  isDevelopmentLedger: boolean;
}

const COLLEGE_NAMES: Record<College, string> = {
  service_providers: 'service providers',
  data_providers: 'data providers',
  citizens: 'citizens',
};

/**
 * Verifies a proof offline: two files and nothing else.
 * @param files paths of the proof and of the trust file
 * @throws the codes of `parseLedgerProof`, `parseTrustFile` and `verifyLedgerProof`
 */
export async function verifyProofFile(
  files: { proof: string; trust: string },
  verifySignature: VerifySignature,
): Promise<ProofReport> {
  const archive = archivedProofs(parseTrustFile(await readFile(files.trust, 'utf8')), verifySignature);
  const proof = parseLedgerProof(await readFile(files.proof, 'utf8'));
  return describeVerifiedProof(await archive.verify(proof));
}

export function describeVerifiedProof(verified: VerifiedLedgerProof): ProofReport {
  const isDevelopmentLedger = verified.attested.operators === 'single';
  const sentences = [...describeWhat(verified), ...describeAttestation(verified.attested)];
  return { verified, sentences, isDevelopmentLedger };
}

function describeWhat(verified: VerifiedLedgerProof): string[] {
  switch (verified.kind) {
    case 'history':
      return [
        `The ledger accepted the ledger transaction ${verified.id} (${verified.ledgerTransaction.body.kind}) in block ${verified.height}.`,
      ];
    case 'state':
      return [
        `After block ${verified.blockEnd.height}, of ${instant(verified.blockEnd.time)}, the ledger's state was:`,
        ...[...verified.values].map(([key, value]) =>
          value === null ? `  ${key} is absent.` : `  ${key} is ${JSON.stringify(value)}.`,
        ),
      ];
    case 'anchored_commitment': {
      const { commitment, anchor, id, height } = verified;
      return [
        `The commitment ${commitment} stands in the periodic anchor of ${anchor.member}, stream ${anchor.stream}, period ${anchor.period}.`,
        `The ledger accepted that anchor as ledger transaction ${id} in block ${height}.`,
      ];
    }
  }
}

/** Who signed, and whether that is one operator alone. */
export function describeAttestation({ origin, size, colleges, operators, block }: AttestedRoot): string[] {
  return [
    block === undefined
      ? `The log ${origin} signed its tree of ${size} leaves.`
      : `Block ${block.height} of the network, of ${instant(block.time.seconds)}, carries the tree of ${size} leaves of the log ${origin}.`,
    ...colleges.flatMap(describeCollege),
    ...(operators === 'single' ? ['development ledger: all three keys are held by one operator'] : []),
  ];
}

function describeCollege({ college, cosignedAt, validators }: AttestedCollege): string[] {
  const name = COLLEGE_NAMES[college];
  if (validators === undefined) return [`The college of ${name} cosigned it at ${instant(cosignedAt)}.`];
  return [
    `Of the college of ${name} signed it:`,
    ...validators.map(
      ({ member, publicKey, signedAt }) =>
        `  the validator ${publicKey} of ${member}, at ${instant(signedAt)} by its own clock.`,
    ),
  ];
}

/** @param seconds since the epoch; a peer's number may lie outside what a date can say */
function instant(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `second ${seconds}` : date.toISOString();
}
