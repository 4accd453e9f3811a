import { z } from 'zod';
import { LANGUAGES, parseJsonObject, parsePublicUrl, refusal } from '#primitives';
import { encryptionMetadata, type EncryptionKey } from './credential-encryption.js';
import { parseShape } from './parse-shape.js';
import { wellKnownUrl } from './well-known-url.js';

const METADATA_LIMITS = { maxLength: 256 * 1024, maxDepth: 16 };

const display = z.looseObject({ name: z.string().max(256).optional(), locale: z.string().max(35).optional() });

const credentialConfiguration = z.looseObject({
  format: z.string(),
  vct: z.string().optional(),
  scope: z.string().optional(),
  cryptographic_binding_methods_supported: z.array(z.string()).optional(),
  credential_signing_alg_values_supported: z.array(z.union([z.string(), z.number()])).optional(),
  proof_types_supported: z
    .record(z.string(), z.looseObject({ proof_signing_alg_values_supported: z.array(z.string()).min(1) }))
    .optional(),
  credential_metadata: z
    .looseObject({
      display: z.array(display).optional(),
      claims: z
        .array(
          z.looseObject({
            path: z.array(z.union([z.string(), z.int(), z.null()])).min(1),
            mandatory: z.boolean().optional(),
            display: z.array(display).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

/** OpenID4VCI 1.0 §12.2.4. */
const issuerMetadata = z.looseObject({
  credential_issuer: z.string(),
  authorization_servers: z.array(z.string()).min(1).optional(),
  credential_endpoint: z.string(),
  nonce_endpoint: z.string().optional(),
  deferred_credential_endpoint: z.string().optional(),
  notification_endpoint: z.string().optional(),
  batch_credential_issuance: z.looseObject({ batch_size: z.int().min(2).max(1000) }).optional(),
  display: z.array(display).optional(),
  credential_configurations_supported: z.record(z.string(), credentialConfiguration),
});

export type CredentialConfiguration = z.infer<typeof credentialConfiguration>;
export type IssuerMetadata = z.infer<typeof issuerMetadata>;

/** The credential issuer metadata document of a tenant (OpenID4VCI 1.0 §12.2.4). */
export function createIssuerMetadata(issuer: {
  credentialIssuer: string;
  name: string;
  logoUri?: string;
  /** By credential configuration id; `credentialConfiguration` of libs/credential-types writes them. */
  configurations: Record<string, { format: string; vct?: string }>;
  /** The most credentials that one request may ask for. */
  batchSize: number;
  /** Where keys to encrypt requests to are offered: they, the newest first, and whether every request and response must be. */
  encryption?: { keys: readonly EncryptionKey[]; isRequired: boolean };
  /** Members of our own, `incola_…`; wallets ignore what they do not know (§12.2.4). */
  extensions?: Record<`incola_${string}`, unknown>;
}): IssuerMetadata {
  return {
    credential_issuer: issuer.credentialIssuer,
    credential_endpoint: `${issuer.credentialIssuer}/credential`,
    nonce_endpoint: `${issuer.credentialIssuer}/nonce`,
    deferred_credential_endpoint: `${issuer.credentialIssuer}/deferred-credential`,
    notification_endpoint: `${issuer.credentialIssuer}/notification`,
    ...(issuer.encryption && encryptionMetadata(issuer.encryption.keys, issuer.encryption.isRequired)),
    ...(issuer.batchSize < 2 ? {} : { batch_credential_issuance: { batch_size: issuer.batchSize } }),
    display: LANGUAGES.map((locale) => ({
      name: issuer.name,
      locale,
      ...(issuer.logoUri === undefined ? {} : { logo: { uri: issuer.logoUri } }),
    })),
    ...issuer.extensions,
    credential_configurations_supported: issuer.configurations,
  };
}

/** Where the metadata of an issuer is found (OpenID4VCI 1.0 §12.2.2). @throws the codes of `parsePublicUrl` */
export function issuerMetadataUrl(credentialIssuer: string): string {
  return wellKnownUrl(credentialIssuer, 'openid-credential-issuer');
}

/**
 * @param credentialIssuer the identifier from which the address was made; the document must name the very same (§12.2.4)
 * @throws `malformed_issuer_metadata`, `issuer_metadata_mismatch`, the JSON codes and those of `parsePublicUrl`
 */
export function parseIssuerMetadata(text: string, credentialIssuer: string): IssuerMetadata {
  const metadata = parseShape(
    issuerMetadata,
    parseJsonObject(text, METADATA_LIMITS),
    'malformed_issuer_metadata',
    'The issuer metadata is not well formed.',
  );
  if (metadata.credential_issuer !== credentialIssuer) {
    throw refusal('issuer_metadata_mismatch', 'The metadata belongs to another credential issuer.');
  }
  parsePublicUrl(metadata.credential_endpoint);
  const { nonce_endpoint, deferred_credential_endpoint, notification_endpoint } = metadata;
  for (const endpoint of [nonce_endpoint, deferred_credential_endpoint, notification_endpoint]) {
    if (endpoint !== undefined) parsePublicUrl(endpoint);
  }
  return metadata;
}
