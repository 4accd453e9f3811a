/** What stays of a presentation, in two layers (design §6): the signed record, and what is sealed for the person. */
export interface Evidence {
  tenantId: string;
  presentationId: string;
  /** JWS of a `VerdictRecord`. */
  verdictRecord: string;
  /** Digest of the trust manifest, which names all that was relied on; `null` in what an earlier version kept. */
  trustManifest: string | null;
  /** `null` once redacted; never written where the decision was `not_verified`. */
  sealedAnswer: string | null;
  /** A `ShownPresentation`. */
  sealedPresentation: string | null;
  /** What the policy said, with its reasons; `null` where it was asked by none, was not verified, or is redacted. */
  sealedAssessment: string | null;
}

/** Durable on return, or in the caller's unit. */
export interface EvidenceStore {
  insert(evidence: Evidence): Promise<void>;
  find(tenantId: string, presentationId: string): Promise<Evidence | undefined>;
  /** Forgets the sealed layer; the signed record stays. */
  redact(tenantId: string, presentationId: string): Promise<void>;
  /** Forgets all of it. */
  erase(tenantId: string, presentationId: string): Promise<void>;
}
