import { parseCredentialRequest } from '#openid4vci';
import { deferIssuance, type DeferringParts } from '../deferred/defer-issuance.js';
import { openRequestBody } from '../encryption/open-request-body.js';
import { prepareAnswer, type CredentialAnswer } from '../encryption/prepare-answer.js';
import type { RequestEncryptionKeys } from '../encryption/request-encryption-keys.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { authorizeRequest, type AuthorizationParts } from './authorize-request.js';
import { countRequest, type CountingParts } from './count-request.js';
import type { Issuances } from './issuances.js';
import type { ProtectedRequest } from './protected-request.js';
import { recordIntent, type IntentParts } from './record-intent.js';
import { resolveCredential } from './resolve-credential.js';
import { signCredentials, type SigningParts } from './sign-credentials.js';
import { verifyKeyProofs, type KeyProofParts } from './verify-key-proofs.js';

export interface CredentialParts
  extends AuthorizationParts, KeyProofParts, IntentParts, CountingParts, SigningParts, DeferringParts {
  grants: CountingParts['grants'];
  /** Their rooms need less of them; one and the same store serves all. */
  issuances: Issuances;
  requestKeys: RequestEncryptionKeys;
}

/**
 * The credential endpoint (OpenID4VCI 1.0 §8).
 *
 * If we die here: before the intent is committed nothing happened, and the wallet repeats with a new DPoP proof. After it the
 * nonce is used: the wallet asks with another one and other keys. What was signed for the first, if anything, has its places,
 * so that one revocation of the customer's credentials reaches it. Nothing signed is stored.
 * @throws the codes of `authorizeRequest`, `openRequestBody`, `parseCredentialRequest`, `prepareAnswer`, `resolveCredential`,
 *   `verifyKeyProofs`, `countRequest`, `recordIntent`
 */
export async function issueCredentials(
  tenant: IssuingTenant,
  request: ProtectedRequest,
  parts: CredentialParts,
): Promise<CredentialAnswer> {
  const { grant, dpop } = await authorizeRequest(tenant, 'credential', request, parts);
  const { text, wasEncrypted } = await openRequestBody(tenant, request, parts);
  const asked = parseCredentialRequest(text);
  const write = prepareAnswer(tenant, { responseEncryption: asked.responseEncryption, wasEncrypted }, parts);
  const wanted = resolveCredential(asked, tenant, grant);
  const proven = await verifyKeyProofs(tenant, { proofs: asked.proofs, clientId: grant.clientId }, parts);
  // §8.3: the issuer may issue fewer than there are keys.
  const keys = proven.keys.slice(0, wanted.type.batchSize).map(({ publicJwk }) => publicJwk);
  const spend = () => countRequest(grant, { wanted, count: keys.length }, parts);
  if (tenant.approval === 'operator') {
    return write(202, await deferIssuance({ grant, dpop, proven, wanted, keys, spend }, parts));
  }
  const intent = await recordIntent({ grant, dpop, proven, wanted, count: keys.length, spend }, parts);
  return write(200, await signCredentials(tenant, { intent, wanted, keys }, parts));
}
