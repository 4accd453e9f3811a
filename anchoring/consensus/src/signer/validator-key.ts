import type { Sign } from '#primitives';

/** A validator's key, wherever its private half lies. */
export interface ValidatorKey {
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
  /**
   * 64 bytes (RFC 8032): the same for the same message, each time.
   * @throws `hardware_…` (outages)
   */
  sign: Sign;
  close(): Promise<void>;
}
