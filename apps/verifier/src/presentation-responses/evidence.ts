import { createJws, parseJws, type JsonObject, type Signer } from '#primitives';
import type { Verdict, VerificationOutcome } from '#verification';
import type { Presentation } from '../presentation-requests/presentation.js';

/** What stays of a presentation, in two layers (design §6): the signed record, and what is sealed for the person. */
export interface Evidence {
  tenantId: string;
  presentationId: string;
  /** JWS of a {@link VerdictRecord}. */
  verdictRecord: string;
  /** `null` once redacted; never written where the decision was `not_verified`. */
  sealedAnswer: string | null;
  sealedPresentation: string | null;
}

/** The verdicts without any claim value: kept when the rest is destroyed. */
export interface VerdictRecord {
  version: 1;
  presentation: string;
  verifier: string;
  contract: { id: string; version: number };
  presentationNonce: string;
  /** Seconds since the epoch. */
  decidedAt: number;
  decision: 'verified' | 'not_verified';
  /** Type and issuing member of each credential. */
  credentials: { vct: string; issuer: string }[];
  verdicts: Verdict[];
}

export const VERDICT_RECORD_TYPE = 'incola-verdict-record+jwt';

/** Durable on return, or in the caller's unit. */
export interface EvidenceStore {
  insert(evidence: Evidence): Promise<void>;
  find(tenantId: string, presentationId: string): Promise<Evidence | undefined>;
  /** Forgets the sealed layer; the signed record stays. */
  redact(tenantId: string, presentationId: string): Promise<void>;
  /** Forgets all of it. */
  erase(tenantId: string, presentationId: string): Promise<void>;
}

export function createVerdictRecord(
  presentation: Presentation,
  verifier: string,
  outcome: VerificationOutcome,
  decidedAt: number,
): VerdictRecord {
  return {
    version: 1,
    presentation: presentation.id,
    verifier,
    contract: { id: presentation.contractId, version: presentation.contractVersion },
    presentationNonce: presentation.presentationNonce,
    decidedAt,
    decision: outcome.decision,
    credentials: outcome.credentials.map(({ vct, issuer }) => ({ vct, issuer })),
    verdicts: outcome.verdicts,
  };
}

export function signVerdictRecord(
  record: VerdictRecord,
  tools: { signer: Pick<Signer, 'suite' | 'sign'>; x5c: string[] },
): Promise<string> {
  return createJws({ typ: VERDICT_RECORD_TYPE, x5c: tools.x5c }, record as unknown as JsonObject, tools.signer);
}

/** Our own record back from our own database. */
export function readVerdictRecord(compact: string): VerdictRecord {
  return parseJws(compact).payload as unknown as VerdictRecord;
}
