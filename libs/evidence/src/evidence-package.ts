import type { NoticeDelivery } from '#consent';
import type { AnchoredCommitmentProof } from '#ledger';
import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, type JsonValue } from '#primitives';
import type { AskedPresentation } from '#verification';
import type { TrustInput } from './trust-manifest.js';

export const EVIDENCE_MEDIA_TYPE = 'application/incola-evidence+json';

/**
 * Layer two: what was asked and what was shown, sealed under the subject's key and destroyed at redaction. An address that was
 * asked for stands in it, and the holder's key.
 */
export interface ShownPresentation {
  /** 32 random bytes, base64url: without them the digest in the record tells nothing. */
  salt: string;
  asked: AskedPresentation;
  vpToken: Record<string, string[]>;
}

/** Everything that an auditor needs to decide again, without network (design §6). */
export interface EvidencePackage {
  format: 'incola-evidence';
  version: 1;
  /** JWS of a `VerdictRecord`. */
  verdictRecord: string;
  /** The manifest and all that it names, each once. */
  trustInputs: TrustInput[];
  receipt: { receipt: string; salt: string; ledgerProof: AnchoredCommitmentProof | null } | null;
  /** `null` once redacted, and where what was shown was not accepted and therefore not kept. */
  shown: ShownPresentation | null;
  notice: NoticeDelivery | null;
}

/** SHA-256("incola:evidence-shown:1" ‖ 0x00 ‖ JCS(shown)), base64url; salted by its member `salt`. */
export function shownDigest(shown: ShownPresentation): string {
  return digestOfShownText(shownText(shown));
}

/** Its canonical form: what is sealed. */
export function shownText(shown: ShownPresentation): string {
  return canonicalJson(shown as unknown as JsonValue);
}

/** As {@link shownDigest}, where the canonical text is at hand. */
export function digestOfShownText(text: string): string {
  return encodeBase64url(domainDigest('incola:evidence-shown:1', encodeUtf8(text)));
}
