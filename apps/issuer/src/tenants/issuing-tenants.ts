import type { CredentialType } from '#credential-types';
import { CodedError } from '#primitives';
import { ownOrganisations } from '#service-kit/organisations';
import { publicEndpoint } from '#service-kit/url';
import { claimsWithoutSource } from '../claims/claims-of-type.js';
import type { IssuerConfig } from '../issuer.config.js';
import type { IssuingTenant } from './issuing-tenant.js';

/**
 * The tenants with all that issuing needs.
 * @throws `unknown_credential_type`, `claim_without_source` (outages): configuration, founding and schemas do not fit together
 */
export function issuingTenants(config: IssuerConfig, credentialTypes: readonly CredentialType[]): IssuingTenant[] {
  return ownOrganisations(config).map((named, index) => {
    const settings = config.tenants[index] as IssuerConfig['tenants'][number];
    const types = settings.credentialTypes.map((id) => {
      const type = credentialTypes.find((one) => one.id === id);
      if (type === undefined) throw new CodedError('unknown_credential_type', `There is no type ${id}.`, 'outage');
      const [unfed] = claimsWithoutSource(type);
      if (unfed !== undefined) {
        throw new CodedError('claim_without_source', `Nothing feeds the claim ${unfed} of ${id}.`, 'outage');
      }
      return type;
    });
    return {
      ...named,
      identifier: publicEndpoint(config.publicUrl, named.slug),
      credentialTypes: types,
      issuerDidMethod: settings.issuerDidMethod,
      profiles: settings.profiles,
      clients: settings.clients,
      walletProviderRoots: settings.walletProviderRoots,
      walletProviderKeys: settings.walletProviderKeys,
      attestationChallenges: settings.attestationChallenges,
      signIn: { letterCode: settings.signIn.letterCode, account: settings.signIn.oidc !== undefined },
      asksForIdentity: settings.identityEvidence !== undefined,
      requireKeyAttestation: settings.requireKeyAttestation,
      requireEncryption: settings.requireEncryption,
      approval: settings.approval,
      ...(settings.brand.logoUri === undefined ? {} : { logoUri: settings.brand.logoUri }),
      statusListPrefix: `${statusAggregation(config, settings)}/`,
    };
  });
}

/** Where a tenant's lists are named (Token Status List §9); each of them is below. */
function statusAggregation(config: IssuerConfig, { slug, statusListSlug }: IssuerConfig['tenants'][number]): string {
  return config.statusHost === 'issuer'
    ? publicEndpoint(config.publicUrl, slug, 'status-lists')
    : publicEndpoint(config.cooperativeUrl, 'status-lists', statusListSlug ?? slug);
}
