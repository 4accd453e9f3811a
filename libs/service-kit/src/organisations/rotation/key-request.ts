import { z } from 'zod';
import type { OrganisationKeys } from '#identity';
import type { MemberRecord } from '#ledger';
import {
  canonicalJson,
  decodeBase64url,
  domainMessage,
  encodeBase64url,
  encodeUtf8,
  refusal,
  type Domain,
  type VerifySignature,
} from '#primitives';
import { isInTerm } from '#trust';

const KEY_REQUEST: Domain = 'incola:key-request:1';

/** The uses whose keys a certification authority certifies. */
export type CertifiedUse = 'issuing' | 'access';

/** Asks the cooperative's authority for the certificate of a key that is to follow another. */
export interface KeyRequest {
  format: 'incola-key-request';
  version: 1;
  did: string;
  use: CertifiedUse;
  /** PKCS#10, PEM; signed with the key itself. */
  certificateRequest: string;
  /** By the member's ledger key over `incola:key-request:1` ‖ 0x00 ‖ JCS({certificateRequest, did, use}), base64url. */
  signature: string;
}

export const keyRequestShape = z.strictObject({
  format: z.literal('incola-key-request'),
  version: z.literal(1),
  did: z.string().min(1).max(512),
  use: z.enum(['issuing', 'access']),
  certificateRequest: z.string().min(1).max(8192),
  signature: z.string().min(1).max(128),
}) satisfies z.ZodType<KeyRequest>;

type Stated = Pick<KeyRequest, 'did' | 'use' | 'certificateRequest'>;

export async function signKeyRequest(
  stated: Stated,
  organisationKeys: Pick<OrganisationKeys, 'signer'>,
): Promise<KeyRequest> {
  const signer = await organisationKeys.signer(stated.did, 'ledger');
  const signature = encodeBase64url(await signer.sign(messageOf(stated)));
  return { format: 'incola-key-request', version: 1, ...stated, signature };
}

/**
 * Whether the member itself asks: that the request was signed with the new key shows only that somebody holds that key.
 * @param member from the registry
 * @throws `key_request_not_signed`, `malformed_base64`
 */
export async function verifyKeyRequest(
  request: KeyRequest,
  member: MemberRecord,
  { nowSeconds, verifySignature }: { nowSeconds: number; verifySignature: VerifySignature },
): Promise<void> {
  const message = messageOf(request);
  const signature = decodeBase64url(request.signature);
  for (const key of member.keys.filter((one) => isInTerm(one, nowSeconds))) {
    if (await verifySignature({ publicJwk: key.publicJwk, message, signature })) return;
  }
  throw refusal('key_request_not_signed', 'The key request is not signed with a ledger key of the member in force.');
}

function messageOf({ did, use, certificateRequest }: Stated): Uint8Array {
  return domainMessage(KEY_REQUEST, encodeUtf8(canonicalJson({ certificateRequest, did, use })));
}
