/** The states of Token Status List §7.1 that we write; 0x03 and up read as invalid. */
export const STATUS_VALID = 0x00;
export const STATUS_INVALID = 0x01;
export const STATUS_SUSPENDED = 0x02;

/** A status list token after its signature was verified and its list unpacked. */
export interface StatusListSnapshot {
  uri: string;
  bits: 1 | 2 | 4 | 8;
  /** Uncompressed, least significant bits first (§4.1). */
  statuses: Uint8Array;
  /** Seconds since the epoch; `null` where the token has no `exp`. */
  issuedAt: number;
  expiresAt: number | null;
  /** Seconds; counted from `issuedAt` (design §5). */
  ttl: number | null;
  /** Our member `incola_version`: counts the publications of this list that changed a bit. */
  version: number;
  /**
   * Of an identifier list (ISO/IEC 18013-5:2025 §12.3.6.4), which names what is revoked instead of giving everything a place:
   * base64url. `statuses` is empty then.
   */
  revokedIdentifiers?: ReadonlySet<string>;
  /** Digest of the SubjectPublicKeyInfo of the leaf that signed, base64url. */
  signerKeyDigest: string;
}

/** Unpacks ZLIB data (RFC 1950), refusing output over the limit. Node: zlib; browser: DecompressionStream. */
export type Inflate = (compressed: Uint8Array, maxLength: number) => Uint8Array | Promise<Uint8Array>;
