import { findConfiguration, type FormatOfType } from '#credential-types';
import type { AskedCredential } from '#openid4vci';
import { refusal } from '#primitives';
import type { Grant } from '../grants/grants.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

/** A credential that was asked for and may be issued: a type in one of its formats. */
export interface WantedCredential extends FormatOfType {
  configurationId: string;
}

/**
 * Which credential a request means (OpenID4VCI 1.0 §8.2). Who was given identifiers with his token asks by one of them; who was
 * not asks by the configuration.
 * @throws `unknown_credential_identifier`, `unknown_credential_configuration`, `access_token_insufficient` (the tenant has it,
 *   the grant does not), `malformed_credential_request` (by configuration, where identifiers were given)
 */
export function resolveCredential(asked: AskedCredential, tenant: IssuingTenant, grant: Grant): WantedCredential {
  const configurationId =
    'credentialIdentifier' in asked
      ? configurationOfIdentifier(asked.credentialIdentifier, grant)
      : grantedConfiguration(asked.credentialConfigurationId, tenant, grant);
  const found = findConfiguration(tenant.credentialTypes, configurationId);
  if (found === undefined) {
    throw refusal('unknown_credential_configuration', 'This credential is not issued any more.');
  }
  return { ...found, configurationId };
}

function configurationOfIdentifier(identifier: string, { authorized }: Grant): string {
  const granted = authorized.find(({ credentialIdentifiers }) => credentialIdentifiers?.includes(identifier));
  if (granted === undefined) {
    throw refusal('unknown_credential_identifier', 'No such credential identifier was given with the access token.');
  }
  return granted.credentialConfigurationId;
}

function grantedConfiguration(id: string, tenant: IssuingTenant, { authorized }: Grant): string {
  const granted = authorized.filter(({ credentialConfigurationId }) => credentialConfigurationId === id);
  if (granted.length === 0) {
    if (findConfiguration(tenant.credentialTypes, id) === undefined) {
      throw refusal('unknown_credential_configuration', 'There is no such credential configuration.');
    }
    // §8.3.1.1: the token does not enable it, which is an authorization error.
    throw refusal('access_token_insufficient', 'The access token is for another credential.');
  }
  if (granted.every(({ credentialIdentifiers }) => credentialIdentifiers !== null)) {
    throw refusal(
      'malformed_credential_request',
      'Credential identifiers were given with the access token; the request must name one of them.',
    );
  }
  return id;
}
