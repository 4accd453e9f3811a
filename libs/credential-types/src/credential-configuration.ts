import { LANGUAGES, type Localised } from '#primitives';
import type { CredentialType } from './credential-type.js';

interface LocalisedName {
  name: string;
  locale: string;
}

/** An entry of `credential_configurations_supported` (OpenID4VCI 1.0 §12.2.4, Appendix A.3). */
export type CredentialConfiguration = {
  format: 'dc+sd-jwt';
  scope: string;
  vct: string;
  cryptographic_binding_methods_supported: string[];
  credential_signing_alg_values_supported: string[];
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: string[] } };
  credential_metadata: {
    display: (LocalisedName & { description: string })[];
    claims: { path: string[]; mandatory: boolean; display: LocalisedName[] }[];
  };
};

/**
 * The configuration under which a type is offered as an SD-JWT VC; its identifier and scope are the type's `id`.
 * @param logo shown beside the name, an https URI, where the issuer has one
 */
export function credentialConfiguration(
  type: CredentialType,
  options: { logo?: { uri: string; alt_text: string } } = {},
): CredentialConfiguration {
  return {
    format: 'dc+sd-jwt',
    scope: type.id,
    vct: type.vct,
    cryptographic_binding_methods_supported: ['jwk'],
    credential_signing_alg_values_supported: ['ES256'],
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
    credential_metadata: {
      display: LANGUAGES.map((language) => ({
        name: type.name[language],
        description: type.description[language],
        locale: language,
        ...(options.logo ? { logo: options.logo } : {}),
      })),
      claims: type.claims.map(({ path, mandatory, label }) => ({ path, mandatory, display: localisedNames(label) })),
    },
  };
}

function localisedNames(texts: Localised): LocalisedName[] {
  return LANGUAGES.map((language) => ({ name: texts[language], locale: language }));
}
