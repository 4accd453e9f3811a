import { decodeUtf8, refusal } from '#primitives';
import { decryptJwe } from '#service-kit/jwe';
import type { ProtectedRequest } from '../credential/protected-request.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { RequestEncryptionKeys } from './request-encryption-keys.js';

/** As much as an unencrypted request may hold. */
const MAX_INFLATED_BYTES = 256 * 1024;
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
const JWT_TYPE = /^application\/jwt\s*(?:;|$)/i;

export interface RequestBody {
  /** JSON, as far as anybody looked. */
  text: string;
  wasEncrypted: boolean;
}

/**
 * The content of a request, encrypted or not (OpenID4VCI 1.0 §8.2, §9.1, §10).
 * @throws `malformed_credential_request` for another media type; `jwe_not_decrypted`, `malformed_utf8`; `encryption_required`
 */
export async function openRequestBody(
  tenant: IssuingTenant,
  { contentType, body }: Pick<ProtectedRequest, 'contentType' | 'body'>,
  { requestKeys }: { requestKeys: Pick<RequestEncryptionKeys, 'privateKeys'> },
): Promise<RequestBody> {
  if (JWT_TYPE.test(contentType ?? '')) {
    const keys = await requestKeys.privateKeys(tenant.slug);
    const opened = decryptJwe(body, { privateBytesOf: (kid) => keys.get(kid), maxInflatedBytes: MAX_INFLATED_BYTES });
    return { text: decodeUtf8(opened), wasEncrypted: true };
  }
  if (!JSON_TYPE.test(contentType ?? '')) {
    throw refusal('malformed_credential_request', 'The body must be application/json, or encrypted application/jwt.');
  }
  if (tenant.requireEncryption) throw refusal('encryption_required', 'This issuer takes encrypted requests only.');
  return { text: body, wasEncrypted: false };
}
