import { z } from 'zod';
import { canonicalJson, domainMessage, encodeUtf8, type Domain } from '#primitives';

const SIGN_OFF: Domain = 'incola:ceremony-sign-off:1';

/** A member's word that it found its own declarations unchanged, and heard the same digest from the others. */
export type SignOff = z.infer<typeof signOffShape>;

export const signOffShape = z.strictObject({
  /** DID */
  member: z.string().max(512),
  /** `genesisDigest`, base64url. */
  genesis: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** Digest of the transcript's entry that founded the network, base64url. */
  founding: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** The member's ledger key's signature over {@link signOffMessage}. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

export function signOffMessage(
  ceremony: string,
  { member, genesis, founding }: Omit<SignOff, 'signature'>,
): Uint8Array {
  return domainMessage(SIGN_OFF, encodeUtf8(canonicalJson({ ceremony, founding, genesis, member })));
}
