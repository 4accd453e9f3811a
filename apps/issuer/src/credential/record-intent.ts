import { credentialTimes } from '#credential-types';
import { encodeBase64url, isCodedError, refusal, type Clock, type RandomBytes } from '#primitives';
import { checkEvidence } from '../claims/check-evidence.js';
import type { CustomerFacts } from '../claims/customer-facts.js';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import type { Grant } from '../grants/grants.js';
import type { ClaimStatusPlaces } from '../status-lists/status-places.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { Issuance, Issuances, StatusPlace } from './issuances.js';
import type { WantedCredential } from './resolve-credential.js';
import { spendOnce, type SpentOnce } from './spend-once.js';

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

export interface IntentToRecord extends SpentOnce {
  grant: Grant;
  wanted: WantedCredential;
  /** How many are going to be signed. */
  count: number;
  /** Uses up what else this request may be answered with; joins the unit of work, and refuses by throwing. */
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
 * One commit: single use of DPoP proof and nonce and of what else the request spends, and the places at which whatever is signed next can
 * be revoked.
 * @throws `credential_denied`, `birth_evidence_missing`, the codes of `spendOnce`, and what `spend` throws
 */
export async function recordIntent(to: IntentToRecord, parts: IntentParts): Promise<Intent> {
  const { grant, wanted, count } = to;
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
    await spendOnce(tenantId, to, parts);
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
