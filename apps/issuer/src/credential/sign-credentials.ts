import { credentialTimes } from '#credential-types';
import type { CredentialResponse } from '#openid4vci';
import { assertOurs, type PublicJwk, type RandomBytes } from '#primitives';
import { claimsOfType } from '../claims/claims-of-type.js';
import type { CredentialFormats } from '../formats/credential-format.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { Intent } from './record-intent.js';
import type { WantedCredential } from './resolve-credential.js';

export interface SigningParts {
  formats: CredentialFormats;
  /** The calendar day in France. */
  dayOf(milliseconds: number): string;
  random: RandomBytes;
}

/** Signs what was recorded, one credential for each key, in the format that was asked for (OpenID4VCI 1.0 §8.3). */
export async function signCredentials(
  tenant: IssuingTenant,
  to: { intent: Intent; wanted: WantedCredential; keys: readonly PublicJwk[] },
  parts: SigningParts,
): Promise<CredentialResponse> {
  const { issuance, places, facts } = to.intent;
  const { type, format } = to.wanted;
  const sign = parts.formats[format];
  const claims = claimsOfType(type, facts, parts.dayOf(issuance.createdAt));
  const times = credentialTimes(type, Math.floor(issuance.createdAt / 1000));
  const signed = to.keys.map((holderKey, index) => {
    const place = places[index];
    assertOurs((place !== undefined) === type.hasStatus, 'each credential of a type with status has its place');
    const status = place && { idx: place.idx, uri: `${tenant.statusListPrefix}${place.listId}` };
    return sign({ tenant, type, claims, holderKey, ...(status && { status }), ...times }, parts);
  });
  const credentials = await Promise.all(signed);
  return { credentials: credentials.map((credential) => ({ credential })), notification_id: issuance.id };
}
