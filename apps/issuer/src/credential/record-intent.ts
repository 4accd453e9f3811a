import { credentialTimes } from '#credential-types';
import { encodeBase64url, isCodedError, refusal, type Clock, type RandomBytes } from '#primitives';
import { checkEvidence } from '../claims/check-evidence.js';
import type { CustomerFacts } from '../claims/customer-facts.js';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import type { Grant } from '../grants/grants.js';
import type { ReadShownIdentity } from '../identity-evidence/read-shown-identity.js';
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
  /** What was shown for the grant's authorization. @throws `subject_erased` */
  readShownIdentity: ReadShownIdentity;
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

const ERASED: readonly string[] = ['unknown_subject_record', 'subject_erased'];

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

/** What was shown under a grant takes the place of what is recorded, so that one grant never tells of two persons. */
async function factsOf(
  grant: Grant,
  { readFacts, readShownIdentity }: Pick<IntentParts, 'readFacts' | 'readShownIdentity'>,
): Promise<CustomerFacts> {
  try {
    const birth = await readShownIdentity(grant);
    const facts = await readFacts(grant.tenantId, grant.subjectRecordId);
    return birth === undefined ? facts : { ...facts, birth };
  } catch (error) {
    if (isCodedError(error) && ERASED.includes(error.code)) throw denied();
    throw error;
  }
}

function denied() {
  return refusal('credential_denied', 'The credential cannot be issued any more.');
}
