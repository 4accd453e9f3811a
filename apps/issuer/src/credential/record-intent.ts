import { credentialTimes } from '#credential-types';
import { encodeBase64url, isCodedError, refusal, type Clock, type RandomBytes } from '#primitives';
import { checkEvidence } from '../claims/check-evidence.js';
import type { CustomerFacts } from '../claims/customer-facts.js';
import type { DpopProof } from '../dpop/verify-dpop.js';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import type { Grant } from '../grants/grants.js';
import type { ClaimStatusPlaces } from '../status-lists/status-places.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { Issuance, Issuances, StatusPlace } from './issuances.js';
import type { WantedCredential } from './resolve-credential.js';

export interface IntentParts {
  unitOfWork: UnitOfWork;
  oneTimeValues: OneTimeValues;
  issuances: Pick<Issuances, 'add'>;
  /** @throws `unknown_subject_record` */
  readFacts(tenantId: string, subjectRecordId: string): Promise<CustomerFacts>;
  isKnownSubject(tenantId: string, subjectRecordId: string): Promise<boolean>;
  claimStatusPlaces: ClaimStatusPlaces;
  clock: Clock;
  random: RandomBytes;
}

export interface IntentToRecord {
  grant: Grant;
  dpop: DpopProof;
  wanted: WantedCredential;
  /** How many are going to be signed. */
  count: number;
  /** Uses up what this request may be answered with once; joins the unit of work, and refuses by throwing. */
  spend(): Promise<void>;
}

/** What may be signed now. */
export interface Intent {
  issuance: Issuance;
  /** One for each credential; none for a type without status. */
  places: StatusPlace[];
  facts: CustomerFacts;
}

/**
 * One commit: single use of the DPoP proof and of what the request spends, and the places at which whatever is signed next can
 * be revoked.
 * @throws `credential_denied`, `birth_evidence_missing`, `access_dpop_replayed`, and what `spend` throws
 */
export async function recordIntent(to: IntentToRecord, parts: IntentParts): Promise<Intent> {
  const { grant, dpop, wanted, count } = to;
  const { tenantId, id: grantId, subjectRecordId } = grant;
  const facts = await factsOf(grant, parts);
  const createdAt = parts.clock();
  const expiresAt = credentialTimes(wanted.type, Math.floor(createdAt / 1000)).expiresAt * 1000;
  const issuance: Issuance = {
    ...{ tenantId, grantId, id: encodeBase64url(parts.random(16)), subjectRecordId },
    credentialConfigurationId: wanted.configurationId,
    credentialCount: count,
    evidence: checkEvidence(wanted.type, facts),
    ...{ notificationEvent: null, notifiedAt: null, createdAt, expiresAt },
  };
  return parts.unitOfWork.tx(async () => {
    await spendDpop(tenantId, dpop, parts);
    await to.spend();
    // Between reading the facts and here the customer may have been erased: then nothing new is signed.
    if (!(await parts.isKnownSubject(tenantId, subjectRecordId))) throw denied();
    const credentialTypeId = wanted.type.id;
    const places = wanted.type.hasStatus
      ? await parts.claimStatusPlaces({ tenantId, subjectRecordId, grantId, credentialTypeId, count, expiresAt })
      : [];
    await parts.issuances.add(issuance);
    return { issuance, places, facts };
  });
}

/** Single use of a DPoP proof at a resource, in the unit of work of what it asks for. @throws `access_dpop_replayed` */
export async function spendDpop(
  tenantId: string,
  { replayDigest, expiresAt }: DpopProof,
  { oneTimeValues }: { oneTimeValues: OneTimeValues },
): Promise<void> {
  if (!(await oneTimeValues.remember(tenantId, 'dpop', replayDigest, expiresAt * 1000))) {
    throw refusal('access_dpop_replayed', 'The DPoP proof was used before.');
  }
}

async function factsOf(grant: Grant, parts: Pick<IntentParts, 'readFacts'>): Promise<CustomerFacts> {
  try {
    return await parts.readFacts(grant.tenantId, grant.subjectRecordId);
  } catch (error) {
    if (isCodedError(error) && error.code === 'unknown_subject_record') throw denied();
    throw error;
  }
}

function denied() {
  return refusal('credential_denied', 'The credential cannot be issued any more.');
}
