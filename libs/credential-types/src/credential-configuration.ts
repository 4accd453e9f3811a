import { LANGUAGES, type Localised } from '#primitives';
import { claimsPathIn } from './claims-path.js';
import type { CredentialFormat, CredentialType } from './credential-type.js';
import { configurationIdOf } from './find-configuration.js';
import { typeNameIn } from './type-name.js';

interface LocalisedName {
  name: string;
  locale: string;
}

/** `proof_types_supported` (OpenID4VCI 1.0 §12.2.4, Appendix F). */
export type ProofTypes = Partial<
  Record<
    'jwt' | 'attestation',
    {
      proof_signing_alg_values_supported: string[];
      key_attestations_required?: { key_storage?: string[]; user_authentication?: string[] };
    }
  >
>;

export interface ConfigurationOptions {
  /** How a wallet may prove its keys; without it, by `jwt` and ES256. */
  proofTypes?: ProofTypes;
  /** Shown beside the name, where the issuer has one: an https URI. */
  logo?: { uri: string; alt_text: string };
}

/** What differs between formats (OpenID4VCI 1.0 Appendix A.1.1.2, A.2.2, A.3.2). */
type OfFormat =
  | { format: 'dc+sd-jwt'; vct: string; credential_signing_alg_values_supported: string[] }
  | { format: 'mso_mdoc'; doctype: string; credential_signing_alg_values_supported: number[] }
  | {
      format: 'jwt_vc_json';
      credential_definition: { type: string[] };
      credential_signing_alg_values_supported: string[];
    };

/** How a wallet uses a batch up (ETSI TS 119 472-3 §4.2.4.2, methods of the ARF's Annex II). */
export interface ReusePolicy {
  id: 'arf_annex_ii';
  options: { details: ['once_only']; batch_size: number; reissue_trigger_unused: number }[];
}

/** An entry of `credential_configurations_supported` (OpenID4VCI 1.0 §12.2.4). */
export type CredentialConfiguration = OfFormat & {
  scope: string;
  cryptographic_binding_methods_supported: string[];
  proof_types_supported: ProofTypes;
  credential_metadata: {
    display: (LocalisedName & { description: string })[];
    claims: { path: string[]; mandatory: boolean; display: LocalisedName[] }[];
    credential_reuse_policy?: ReusePolicy;
  };
};

/** ES256 as COSE numbers it. */
const COSE_ES256 = -7;
const DEFAULT_PROOF_TYPES: ProofTypes = { jwt: { proof_signing_alg_values_supported: ['ES256'] } };

/** A configuration for each format of a type, by its identifier (see `configurationIdOf`). */
export function credentialConfigurations(
  type: CredentialType,
  options: ConfigurationOptions = {},
): Record<string, CredentialConfiguration> {
  return Object.fromEntries(
    type.formats.map((format) => [configurationIdOf(type, format), credentialConfiguration(type, format, options)]),
  );
}

/** The configuration under which a type is offered in one of its formats. */
export function credentialConfiguration(
  type: CredentialType,
  format: CredentialFormat = 'dc+sd-jwt',
  options: ConfigurationOptions = {},
): CredentialConfiguration {
  return {
    ...ofFormat(type, format),
    scope: configurationIdOf(type, format),
    // A W3C credential names its holder by the did:jwk of the very key that the proof holds.
    cryptographic_binding_methods_supported: [format === 'mso_mdoc' ? 'cose_key' : 'jwk'],
    proof_types_supported: options.proofTypes ?? DEFAULT_PROOF_TYPES,
    credential_metadata: {
      display: LANGUAGES.map((language) => ({
        name: type.name[language],
        description: type.description[language],
        locale: language,
        ...(options.logo ? { logo: options.logo } : {}),
      })),
      ...reusePolicyOf(type),
      claims: type.claims.flatMap((claim) => {
        const path = claimsPathIn(type, format, claim);
        if (path === undefined) return [];
        return [{ path, mandatory: claim.mandatory, display: localisedNames(claim.label) }];
      }),
    },
  };
}

function ofFormat(type: CredentialType, format: CredentialFormat): OfFormat {
  const name = typeNameIn(type, format);
  switch (format) {
    case 'dc+sd-jwt':
      return { format, vct: name, credential_signing_alg_values_supported: ['ES256'] };
    case 'mso_mdoc':
      return { format, doctype: name, credential_signing_alg_values_supported: [COSE_ES256] };
    case 'jwt_vc_json':
      return {
        format,
        credential_definition: { type: ['VerifiableCredential', name] },
        credential_signing_alg_values_supported: ['ES256'],
      };
  }
}

function localisedNames(texts: Localised): LocalisedName[] {
  return LANGUAGES.map((language) => ({ name: texts[language], locale: language }));
}

/** The policy of every batch (design §4): each credential is shown once, and a fifth left is time for the next batch. */
function reusePolicyOf({ batchSize }: CredentialType): { credential_reuse_policy?: ReusePolicy } {
  if (batchSize < 2) return {};
  const option = {
    details: ['once_only'] as ['once_only'],
    batch_size: batchSize,
    reissue_trigger_unused: Math.max(1, Math.floor(batchSize / 5)),
  };
  return { credential_reuse_policy: { id: 'arf_annex_ii', options: [option] } };
}
