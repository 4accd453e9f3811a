import { findConfiguration } from '#credential-types';
import { parseDeferredCredentialRequest } from '#openid4vci';
import { refusal, type CodedError } from '#primitives';
import { authorizeRequest, type AuthorizedRequest } from '../credential/authorize-request.js';
import type { CredentialParts } from '../credential/issue-credentials.js';
import type { ProtectedRequest } from '../credential/protected-request.js';
import { recordIntent } from '../credential/record-intent.js';
import { spendOnce } from '../credential/spend-once.js';
import { signCredentials } from '../credential/sign-credentials.js';
import { openRequestBody } from '../encryption/open-request-body.js';
import { prepareAnswer, type CredentialAnswer, type WriteAnswer } from '../encryption/prepare-answer.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { DeferredIssuance } from './deferred-issuances.js';

/**
 * The deferred credential endpoint (OpenID4VCI 1.0 §9): not yet, no, or the credentials, once.
 *
 * If we die here: before the commit the transaction is as it was. After it, it is used up (§9.1) whether or not the answer
 * arrives, and the wallet asks at the credential endpoint again; what was signed has its places and can be revoked.
 * @throws `deferred_transaction_unknown` (also another grant's, and one that was fetched), `credential_refused`,
 *   `credential_denied`, and the codes of `authorizeRequest`, `openRequestBody`, `parseDeferredCredentialRequest`,
 *   `prepareAnswer`
 */
export async function fetchDeferred(
  tenant: IssuingTenant,
  request: ProtectedRequest,
  parts: CredentialParts,
): Promise<CredentialAnswer> {
  const authorized = await authorizeRequest(tenant, 'deferred-credential', request, parts);
  const { text, wasEncrypted } = await openRequestBody(tenant, request, parts);
  const { deferredTransactionId, responseEncryption } = parseDeferredCredentialRequest(text);
  const write = prepareAnswer(tenant, { responseEncryption, wasEncrypted }, parts);
  const deferred = await parts.deferredIssuances.find(tenant.slug, deferredTransactionId);
  if (deferred?.grantId !== authorized.grant.id || deferred.expiresAt <= parts.clock()) throw unknown();
  if (deferred.state === 'approved') return issueDeferred(tenant, { authorized, deferred, write }, parts);
  await parts.unitOfWork.tx(() => spendOnce(tenant.slug, authorized, parts));
  if (deferred.state === 'refused') {
    throw refusal('credential_refused', 'The issuer has decided not to issue these credentials.');
  }
  return write(202, { transaction_id: deferred.id, interval: parts.deferredIntervalSeconds });
}

async function issueDeferred(
  tenant: IssuingTenant,
  to: { authorized: AuthorizedRequest; deferred: DeferredIssuance; write: WriteAnswer },
  parts: CredentialParts,
): Promise<CredentialAnswer> {
  const { grant, dpop } = to.authorized;
  const { id, credentialConfigurationId: configurationId, holderKeys: keys } = to.deferred;
  const found = findConfiguration(tenant.credentialTypes, configurationId);
  if (found === undefined) throw refusal('credential_denied', 'The credential cannot be issued any more.');
  const wanted = { ...found, configurationId };
  const spend = async () => {
    if (!(await parts.deferredIssuances.take(tenant.slug, id))) throw unknown();
  };
  const intent = await recordIntent({ grant, dpop, wanted, count: keys.length, spend }, parts);
  return to.write(200, await signCredentials(tenant, { intent, wanted, keys }, parts));
}

function unknown(): CodedError {
  return refusal('deferred_transaction_unknown', 'There is no such transaction, or it is over.');
}
