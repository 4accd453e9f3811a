import { assertOurs, refusal, type Clock, type CodedError } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import type { KeyedDigests } from '../keyed-digests.js';
import type { Offers } from '../offers/offers.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { authorizationCodeOf, CODE_TTL_MILLISECONDS } from './authorization-codes.js';
import { authorizationErrorResponse, authorizationResponse } from './authorization-response.js';
import type { Authorization, AuthorizationEnd, Authorizations } from './authorizations.js';

export interface EndingParts {
  tenants: Tenants<IssuingTenant>;
  unitOfWork: UnitOfWork;
  authorizations: Authorizations;
  offers: Pick<Offers, 'find' | 'redeem'>;
  isKnownSubject(tenantId: string, subjectRecordId: string): Promise<boolean>;
  keys: KeyedDigests;
  clock: Clock;
}

/**
 * Ends authorizations with a code or a refusal.
 *
 * If we die here: before the commit the person sends the form again; after it, too, and is led to the same place, because the
 * code follows from the authorization.
 */
export function createAuthorizationEnd(parts: EndingParts): AuthorizationEnd {
  return {
    complete: (tenantId, id, subjectRecordId) => complete({ tenantId, id, subjectRecordId }, parts),
    isFor: async (tenantId, id, subjectRecordId) =>
      isFor(await findRunning({ tenantId, id }, parts), subjectRecordId, parts),
    deny: (tenantId, id) => deny({ tenantId, id }, parts),
  };
}

type Place = Pick<Authorization, 'tenantId' | 'id'>;

async function complete(
  signedIn: Place & { subjectRecordId: string },
  parts: EndingParts,
): Promise<{ redirectTo: string }> {
  const { tenantId, id, subjectRecordId } = signedIn;
  const { identifier } = parts.tenants.find(tenantId);
  const { authorization, isGranted } = await parts.unitOfWork.tx(async () => {
    const found = await findRunning(signedIn, parts);
    if (found.state === 'code_issued' && found.subjectRecordId === subjectRecordId) {
      return { authorization: found, isGranted: true };
    }
    if (found.state !== 'begun') throw ended();
    const granted = await isFor(found, subjectRecordId, parts);
    // The offer can't be picked up by its pre-authorized code any more; another sign-in by the same person it still leads to.
    if (granted && found.offerId !== null) await parts.offers.redeem(tenantId, found.offerId);
    const expiresAt = parts.clock() + CODE_TTL_MILLISECONDS;
    const change = granted
      ? { state: 'code_issued' as const, subjectRecordId, expiresAt }
      : { state: 'denied' as const };
    assertOurs(await parts.authorizations.change(tenantId, id, 'begun', change), 'a unit sees what it read');
    return { authorization: found, isGranted: granted };
  });
  if (!isGranted) return { redirectTo: authorizationErrorResponse(authorization, identifier, refused()) };
  const code = await authorizationCodeOf(signedIn, parts.keys);
  return { redirectTo: authorizationResponse(authorization, identifier, { code }) };
}

/**
 * Whether who signed in is still known and, where an offer led here, is the one to whom it was made
 * (docs/decisions/grants-and-authorizations.md).
 */
async function isFor(authorization: Authorization, subjectRecordId: string, parts: EndingParts): Promise<boolean> {
  const { tenantId, offerId } = authorization;
  if (!(await parts.isKnownSubject(tenantId, subjectRecordId))) return false;
  if (offerId === null) return true;
  const offer = await parts.offers.find(tenantId, offerId);
  return offer?.subjectRecordId === subjectRecordId && offer.state !== 'withdrawn';
}

async function deny(place: Place, parts: EndingParts): Promise<{ redirectTo: string }> {
  const { tenantId, id } = place;
  const { identifier } = parts.tenants.find(tenantId);
  const authorization = await parts.unitOfWork.tx(async () => {
    const found = await parts.authorizations.find(tenantId, id);
    if (found === undefined) throw unknown();
    if (found.state === 'redeemed') throw ended();
    await parts.authorizations.change(tenantId, id, found.state, { state: 'denied' });
    return found;
  });
  return { redirectTo: authorizationErrorResponse(authorization, identifier, refused()) };
}

async function findRunning(place: Place, parts: EndingParts): Promise<Authorization> {
  const found = await parts.authorizations.find(place.tenantId, place.id);
  if (found === undefined || found.state === 'pushed') throw unknown();
  if (found.expiresAt <= parts.clock()) throw refusal('authorization_expired', 'The sign-in took too long.');
  return found;
}

function refused(): CodedError {
  return refusal('authorization_refused', 'The person did not agree, or the offer was made to somebody else.');
}

function unknown(): CodedError {
  return refusal('authorization_unknown', 'There is no such sign-in.');
}

function ended(): CodedError {
  return refusal('authorization_ended', 'The sign-in has ended already.');
}
