import { decodeUtf8, encodeUtf8, parseJsonObject, type Clock } from '#primitives';
import type { SubjectVault } from '#service-kit/vault';
import type { ShownAges } from '../claims/customer-facts.js';
import type { ShownIdentity } from './shown-identities.js';

const PLACE = 'shown-ages';
/**
 * How long ages that were shown are good for: as long as a proof of age lives. An age that was reached stays so; one that was not may be reached
 * meanwhile, and the day of it would tell the birthday, so that it is not kept: then the citizen shows who he is once more.
 */
export const SHOWN_AGES_MILLISECONDS = 90 * 24 * 60 * 60 * 1000;

/** Under the key of the subject in whose sign-in they were shown, so that his erasure destroys them. @throws `subject_erased` */
export async function sealShownAges(
  place: Pick<ShownIdentity, 'tenantId' | 'authorizationId' | 'subjectRecordId'>,
  ages: ShownAges,
  { vault, clock }: { vault: SubjectVault; clock: Clock },
): Promise<ShownIdentity> {
  const { tenantId, authorizationId, subjectRecordId } = place;
  const createdAt = clock();
  const sealed = await vault.seal(tenantId, subjectRecordId, encodeUtf8(JSON.stringify(ages)), placeOf(place));
  return {
    ...{ tenantId, authorizationId, subjectRecordId, sealed, createdAt },
    expiresAt: createdAt + SHOWN_AGES_MILLISECONDS,
  };
}

/** @throws `subject_erased` */
export async function openShownAges(shown: ShownIdentity, vault: SubjectVault): Promise<ShownAges> {
  const { tenantId, subjectRecordId, sealed } = shown;
  const opened = await vault.open(tenantId, subjectRecordId, sealed, placeOf(shown));
  return parseJsonObject(decodeUtf8(opened)) as unknown as ShownAges;
}

/** One authorization's open nowhere else: what was shown for one is none of another's. */
function placeOf({ authorizationId }: Pick<ShownIdentity, 'authorizationId'>): string {
  return `${PLACE} ${authorizationId}`;
}
