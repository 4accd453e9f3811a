import { VERDICT_RECORD_TYPE, type AppliedPolicy, type VerdictRecord } from '#evidence';
import { createJws, parseJws, type JsonObject, type Signer } from '#primitives';
import { withoutSentence, type VerificationOutcome } from '#verification';
import type { Presentation } from '../presentation-requests/presentation.js';

/** What the record binds beside the verdicts. */
export interface RecordedDecision {
  outcome: VerificationOutcome;
  /** Seconds since the epoch, as every check read it. */
  decidedAt: number;
  /** Digests, see `VerdictRecord`. */
  trust: string;
  shown: string | null;
  receipt: string | null;
  /** Where it was asked by one. */
  policy?: AppliedPolicy;
}

export function createVerdictRecord(
  presentation: Presentation,
  verifier: string,
  { outcome, ...bound }: RecordedDecision,
): VerdictRecord {
  return {
    version: 2,
    presentation: presentation.id,
    verifier,
    contract: { id: presentation.contractId, version: presentation.contractVersion },
    presentationNonce: presentation.presentationNonce,
    decision: outcome.decision,
    credentials: outcome.credentials.map(({ credentialQueryId, vct, format, issuer, issuerTrust }) => ({
      ...{ credentialQueryId, vct, format, issuer, issuerTrust },
    })),
    verdicts: outcome.verdicts.map(withoutSentence),
    ...bound,
  };
}

export function signVerdictRecord(
  record: VerdictRecord,
  tools: { signer: Pick<Signer, 'suite' | 'sign'>; x5c: string[] },
): Promise<string> {
  return createJws({ typ: VERDICT_RECORD_TYPE, x5c: tools.x5c }, record as unknown as JsonObject, tools.signer);
}

/** Our own record back from our own database; what is read of it stood in every version. */
export function readVerdictRecord(
  compact: string,
): Pick<VerdictRecord, 'decision' | 'decidedAt' | 'verdicts' | 'credentials' | 'policy'> {
  return parseJws(compact).payload as unknown as VerdictRecord;
}
