import { OPENID_CREDENTIAL, type AuthorizationDetail, type TokenResponse } from '#openid4vci';
import { refusal } from '#primitives';
import type { AskedConfiguration } from '../authorization/authorizations.js';
import type { GrantedCredential } from '../grants/grants.js';

/**
 * What a grant allows. Details in the token request may narrow what was offered or asked for before (OpenID4VCI 1.0 §6.1.1).
 * @throws `authorization_details_unknown` where they ask for more
 */
export function grantedCredentials(
  allowed: readonly (Pick<AskedConfiguration, 'credentialConfigurationId'> & Partial<AskedConfiguration>)[],
  details: readonly AuthorizationDetail[],
  now: number,
): GrantedCredential[] {
  checkDetails(allowed, details);
  const narrowed = new Set(details.map(({ credentialConfigurationId }) => credentialConfigurationId));
  return allowed
    .filter(({ credentialConfigurationId }) => narrowed.size === 0 || narrowed.has(credentialConfigurationId))
    .map(({ credentialConfigurationId, by }) => {
      const isDetailed = by === 'authorization_details' || narrowed.has(credentialConfigurationId);
      const credentialIdentifiers = isDetailed ? [credentialIdentifierOf(credentialConfigurationId)] : null;
      return { credentialConfigurationId, credentialIdentifiers, issuedInWindow: 0, windowBeganAt: now };
    });
}

/** @throws `authorization_details_unknown` where details ask for more than is allowed */
export function checkDetails(
  allowed: readonly { credentialConfigurationId: string }[],
  details: readonly AuthorizationDetail[],
): void {
  const isAllowed = (id: string) => allowed.some((one) => one.credentialConfigurationId === id);
  if (!details.every(({ credentialConfigurationId }) => isAllowed(credentialConfigurationId))) {
    throw refusal('authorization_details_unknown', 'The authorization details ask for more than was granted.');
  }
}

/** The members of a token response that say what the token is good for (OpenID4VCI 1.0 §6.2, RFC 6749 §5.1). */
export function grantedMembers(
  authorized: readonly GrantedCredential[],
  { hasScope }: { hasScope: boolean },
): Pick<TokenResponse, 'authorization_details' | 'scope'> {
  const details = authorized.flatMap(({ credentialConfigurationId, credentialIdentifiers }) =>
    credentialIdentifiers === null
      ? []
      : [
          {
            type: OPENID_CREDENTIAL,
            credential_configuration_id: credentialConfigurationId,
            credential_identifiers: credentialIdentifiers,
          },
        ],
  );
  const scopes = authorized.filter(({ credentialIdentifiers }) => credentialIdentifiers === null);
  return {
    ...(details.length === 0 ? {} : { authorization_details: details }),
    ...(hasScope && scopes.length > 0
      ? { scope: scopes.map(({ credentialConfigurationId }) => credentialConfigurationId).join(' ') }
      : {}),
  };
}

/** A customer is one dataset of each configuration, and stays it as long as the grant lives. */
function credentialIdentifierOf(credentialConfigurationId: string): string {
  return `${credentialConfigurationId}.1`;
}
