import { credentialTimes, type CredentialType } from '#credential-types';
import { parseCredentialRequest, type CredentialRequest, type CredentialResponse } from '#openid4vci';
import { encodeBase64url, encodeUtf8, isCodedError, refusal, sha256, type RandomBytes } from '#primitives';
import { issueSdJwtVc } from '#sd-jwt-vc';
import { checkEvidence } from '../claims/check-evidence.js';
import { claimsOfType } from '../claims/claims-of-type.js';
import type { CustomerFacts } from '../claims/customer-facts.js';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import { countIssued } from '../grants/count-issued.js';
import type { Grant, Grants } from '../grants/grants.js';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ClaimStatusPlaces } from '../status-lists/status-places.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { authorizeRequest, type AuthorizationParts, type AuthorizedRequest } from './authorize-request.js';
import type { Issuance, Issuances, StatusPlace } from './issuances.js';
import { verifyKeyProofs, type KeyProofParts, type VerifiedKeyProofs } from './verify-key-proofs.js';

export interface CredentialParts extends AuthorizationParts, KeyProofParts {
  unitOfWork: UnitOfWork;
  oneTimeValues: OneTimeValues;
  grants: Grants;
  issuances: Issuances;
  /** @throws `unknown_subject_record` */
  readFacts(tenantId: string, subjectRecordId: string): Promise<CustomerFacts>;
  isKnownSubject(tenantId: string, subjectRecordId: string): Promise<boolean>;
  claimStatusPlaces: ClaimStatusPlaces;
  issuingKeys: IssuingKeys;
  /** The calendar day in France. */
  dayOf(milliseconds: number): string;
  random: RandomBytes;
}

export interface CredentialRequestToAnswer {
  body: string;
  authorization: string | undefined;
  dpopHeader: string | string[] | undefined;
}

/**
 * The credential endpoint (OpenID4VCI 1.0 §8).
 *
 * If we die here: before the intent is committed nothing happened, and the wallet repeats with a new DPoP proof. After it, the
 * same request again finds its intent and is signed anew for the same keys at the same places of the status list, so that
 * however often it was signed, one revocation reaches all of it. Nothing signed is stored.
 * @throws the codes of `authorizeRequest`, `parseCredentialRequest`, `verifyKeyProofs`; `unknown_credential_configuration`,
 *   `unknown_credential_identifier`, `key_proof_nonce_used`, `access_token_used`, `access_dpop_replayed`, `credential_denied`,
 *   `birth_evidence_missing`
 */
export async function issueCredentials(
  tenant: IssuingTenant,
  request: CredentialRequestToAnswer,
  parts: CredentialParts,
): Promise<CredentialResponse> {
  const authorized = await authorizeRequest(tenant, request, parts);
  const asked = parseCredentialRequest(request.body);
  if (asked.responseEncryption !== undefined) {
    throw refusal('encryption_unsupported', 'Encrypted credential responses are not supported.');
  }
  const type = typeOf(asked, tenant, authorized.grant);
  const verified = await verifyKeyProofs(tenant, asked.proofs, type.batchSize, parts);
  const facts = await factsOf(authorized.grant, parts);
  const evidence = checkEvidence(type, facts);
  const intent = await recordIntent({ authorized, asked, type, verified, evidence }, parts);
  return signAll(tenant, { intent, type, facts, verified }, parts);
}

function typeOf(asked: CredentialRequest, tenant: IssuingTenant, grant: Grant): CredentialType {
  if ('credentialIdentifier' in asked) {
    throw refusal('unknown_credential_identifier', 'No credential identifier was given with the access token.');
  }
  const type = tenant.credentialTypes.find(({ id }) => id === asked.credentialConfigurationId);
  if (type === undefined || !isGranted(grant, type.id)) {
    throw refusal('unknown_credential_configuration', 'The access token is for another credential, or there is none.');
  }
  return type;
}

function isGranted(grant: Grant, credentialConfigurationId: string): boolean {
  return grant.authorized.some((one) => one.credentialConfigurationId === credentialConfigurationId);
}

async function factsOf(grant: Grant, parts: CredentialParts): Promise<CustomerFacts> {
  try {
    return await parts.readFacts(grant.tenantId, grant.subjectRecordId);
  } catch (error) {
    if (isCodedError(error) && error.code === 'unknown_subject_record') throw denied();
    throw error;
  }
}

interface IntentToRecord {
  authorized: AuthorizedRequest;
  asked: CredentialRequest;
  type: CredentialType;
  verified: VerifiedKeyProofs;
  evidence: Issuance['evidence'];
}

/** One commit: single use of DPoP proof and nonce, and the places at which whatever is signed next can be revoked. */
async function recordIntent(to: IntentToRecord, parts: CredentialParts): Promise<Issuance> {
  const { grant, dpop } = to.authorized;
  const { tenantId, id: grantId, subjectRecordId } = grant;
  const { credentialNonce, nonceExpiresAt, keyProofs } = to.verified;
  const requestDigest = digestOf(JSON.stringify(to.asked.proofs));
  const createdAt = parts.clock();
  const times = credentialTimes(to.type, Math.floor(createdAt / 1000));
  return parts.unitOfWork.tx(async () => {
    if (!(await parts.oneTimeValues.remember(tenantId, 'dpop', dpop.replayDigest, dpop.expiresAt * 1000))) {
      throw refusal('access_dpop_replayed', 'The DPoP proof was used before.');
    }
    const earlier = await parts.issuances.find(tenantId, grantId, requestDigest);
    if (earlier !== undefined) return earlier;
    if (!(await parts.oneTimeValues.remember(tenantId, 'nonce', digestOf(credentialNonce), nonceExpiresAt))) {
      throw refusal('key_proof_nonce_used', 'The nonce was used before.');
    }
    const issued = { credentialConfigurationId: to.type.id, count: keyProofs.length, most: to.type.batchSize };
    const counted = await countIssued(grant, issued, parts.grants);
    if (counted === 'ended') throw refusal('access_token_unknown', 'The access token is not known, or no longer.');
    if (counted === 'exhausted') {
      throw refusal('access_token_used', 'The access token has no credentials left.');
    }
    // Between reading the facts and here the customer may have been erased: then nothing new is signed.
    if (!(await parts.isKnownSubject(tenantId, subjectRecordId))) throw denied();
    const expiresAt = times.expiresAt * 1000;
    const credentialTypeId = to.type.id;
    const claimed = { tenantId, subjectRecordId, grantId, credentialTypeId, expiresAt };
    const places = await parts.claimStatusPlaces({ ...claimed, count: keyProofs.length });
    const intent = {
      tenantId,
      grantId,
      requestDigest,
      subjectRecordId,
      credentialTypeId,
      places,
      evidence: to.evidence,
      createdAt,
      expiresAt,
    };
    await parts.issuances.add(intent);
    return intent;
  });
}

async function signAll(
  tenant: IssuingTenant,
  to: { intent: Issuance; type: CredentialType; facts: CustomerFacts; verified: VerifiedKeyProofs },
  parts: CredentialParts,
): Promise<CredentialResponse> {
  const { intent, type, facts, verified } = to;
  const { signer, x5c } = await parts.issuingKeys(tenant.did);
  const times = credentialTimes(type, Math.floor(intent.createdAt / 1000));
  const claims = claimsOfType(type, facts, parts.dayOf(intent.createdAt));
  const credentials: { credential: string }[] = [];
  for (const [index, { publicJwk }] of verified.keyProofs.entries()) {
    const { listId, idx } = intent.places[index] as StatusPlace;
    const credential = await issueSdJwtVc(
      {
        vct: type.vct,
        claims,
        holderKey: publicJwk,
        status: { idx, uri: `${tenant.statusListPrefix}${listId}` },
        ...times,
        x5c,
      },
      { signer, random: parts.random },
    );
    credentials.push({ credential });
  }
  return { credentials };
}

function digestOf(text: string): string {
  return encodeBase64url(sha256(encodeUtf8(text)));
}

function denied() {
  return refusal('credential_denied', 'The credential cannot be issued any more.');
}
