import { credentialConfigurations } from '#credential-types';
import { createIssuerMetadata, createSignedIssuerMetadata, type IssuerMetadata } from '#openid4vci';
import { encodeBase64url, encodeUtf8, sha256, type Clock, type Language } from '#primitives';
import { largestBatch } from '../credential/verify-key-proofs.js';
import type { RequestEncryptionKeys } from '../encryption/request-encryption-keys.js';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { proofTypesOf } from './proof-types.js';

/** How long a signed document is good for, and after how much of that another one is signed. */
const SIGNED_TTL_SECONDS = 24 * 60 * 60;
const MAX_SIGNED_AGE_MILLISECONDS = 60 * 60 * 1000;
const MAX_DOCUMENTS = 1000;

export interface MetadataDocument {
  mediaType: 'application/json' | 'application/jwt';
  text: string;
  /** Strong: of the very text (RFC 9110 §8.8.3). */
  etag: string;
  /** Milliseconds since the epoch. */
  madeAt: number;
}

export interface MetadataParts {
  requestKeys: Pick<RequestEncryptionKeys, 'publicKeys'>;
  issuingKeys: IssuingKeys;
  revocationBoundSeconds: number;
  revocationCohortSeconds: number;
  clock: Clock;
}

/**
 * The issuer metadata of tenants, as JSON and signed (OpenID4VCI 1.0 §12.2): made once for each choice of languages, and
 * anew after an hour, since keys change.
 */
export class IssuerMetadataDocuments {
  readonly #documents = new Map<string, Promise<MetadataDocument>>();

  constructor(private readonly parts: MetadataParts) {}

  /** @throws the codes of `IssuingKeys` where it is to be signed */
  async find(
    tenant: IssuingTenant,
    mediaType: MetadataDocument['mediaType'],
    languages: readonly Language[],
  ): Promise<MetadataDocument> {
    const name = `${tenant.slug} ${mediaType} ${languages.join()}`;
    const known = await this.#documents.get(name);
    if (known !== undefined && this.parts.clock() - known.madeAt < MAX_SIGNED_AGE_MILLISECONDS) return known;
    const made = this.#make(tenant, mediaType, languages);
    this.#documents.set(name, made);
    made.catch(() => this.#documents.delete(name));
    if (this.#documents.size > MAX_DOCUMENTS) this.#documents.delete(this.#documents.keys().next().value as string);
    return made;
  }

  async #make(
    tenant: IssuingTenant,
    mediaType: MetadataDocument['mediaType'],
    languages: readonly Language[],
  ): Promise<MetadataDocument> {
    const metadata = inLanguages(await this.#metadataOf(tenant), languages);
    const text = mediaType === 'application/json' ? JSON.stringify(metadata) : await this.#sign(tenant, metadata);
    return { mediaType, text, etag: `"${encodeBase64url(sha256(encodeUtf8(text)))}"`, madeAt: this.parts.clock() };
  }

  async #sign({ did }: IssuingTenant, metadata: IssuerMetadata): Promise<string> {
    const { clock } = this.parts;
    const key = await this.parts.issuingKeys(did);
    return createSignedIssuerMetadata(metadata, { ...key, clock, ttlSeconds: SIGNED_TTL_SECONDS });
  }

  async #metadataOf(tenant: IssuingTenant): Promise<IssuerMetadata> {
    const { credentialTypes, logoUri } = tenant;
    const proofTypes = proofTypesOf(tenant);
    return createIssuerMetadata({
      credentialIssuer: tenant.identifier,
      name: tenant.name,
      ...(logoUri === undefined ? {} : { logoUri }),
      configurations: Object.fromEntries(
        credentialTypes.flatMap((type) => Object.entries(credentialConfigurations(type, { proofTypes }))),
      ),
      batchSize: largestBatch(tenant),
      encryption: {
        keys: await this.parts.requestKeys.publicKeys(tenant.slug),
        isRequired: tenant.requireEncryption,
      },
      extensions: {
        incola_profiles: tenant.profiles,
        incola_member: tenant.did,
        // From a list that says so to every verifier; ordinary revocations wait for others before.
        incola_revocation_bound_seconds: this.parts.revocationBoundSeconds,
        incola_revocation_cohort_seconds: this.parts.revocationCohortSeconds,
      },
    });
  }
}

/** Leaves out what is written in other languages: every `display` is a list of objects with a `locale`. */
function inLanguages(metadata: IssuerMetadata, languages: readonly Language[]): IssuerMetadata {
  const text = JSON.stringify(metadata, (name, value: unknown) => {
    if (name !== 'display' || !Array.isArray(value)) return value;
    return (value as { locale?: string }[]).filter(({ locale }) => languages.some((language) => language === locale));
  });
  return JSON.parse(text) as IssuerMetadata;
}
