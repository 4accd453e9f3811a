import type { OrganisationKeys } from '#identity';
import type { ClientIdentifierPrefix, ResponseMode } from '#openid4vp';
import { outage, type Signer } from '#primitives';
import { ownOrganisations, readCertificates, type OwnOrganisation } from '#service-kit/organisations';
import { keyDigest, readCertificate } from '#trust';
import { requestIdentityOf, type RequestIdentity } from './request-identity.js';

/** A tenant that is founded: with the certificate under which it asks. */
export interface AskingMember extends OwnOrganisation, RequestIdentity {
  /** How wallets answer it where they post: encrypted, unless its settings say otherwise. */
  responseMode: Extract<ResponseMode, 'direct_post.jwt' | 'direct_post'>;
  /** The access leaf, DER in Base 64. */
  x5c: string[];
  /** Signs requests, receipts, verdict records and answers to withdrawals. */
  access: Signer;
  /** Signs ledger transactions. */
  ledger: Signer;
}

/** Of the configuration: the tenants, and how each asks. */
export interface AskingConfig {
  publicUrl: string;
  certificatesFile: string;
  tenants: readonly {
    slug: string;
    name: string;
    legalId: string;
    clientIdPrefix: ClientIdentifierPrefix;
    responseMode: AskingMember['responseMode'];
  }[];
}

/**
 * Reads the access leaves, and opens the keys that belong to them. A key that follows another signs from the next start on.
 * @throws the outages `certificates_missing`, `certificate_missing`, `certificate_of_another_key`,
 * `certificate_of_another_host`, `key_missing`
 */
export async function openAskingMembers(
  config: AskingConfig,
  organisationKeys: OrganisationKeys,
): Promise<AskingMember[]> {
  const { publicUrl } = config;
  const certificates = await readCertificates(config.certificatesFile, 'access');
  const settings = new Map(config.tenants.map((tenant) => [tenant.slug, tenant]));
  const members: AskingMember[] = [];
  for (const organisation of ownOrganisations(config)) {
    const { clientIdPrefix = 'x509_hash', responseMode = 'direct_post.jwt' } = settings.get(organisation.slug) ?? {};
    const { kid, signer: access, certificate } = await organisationKeys.current(organisation.did, 'access');
    const leaf = certificate ?? certificates.get(organisation.did);
    if (leaf === undefined) {
      throw outage('certificate_missing', `${organisation.slug} has no access certificate; found it first.`);
    }
    const ledger = await organisationKeys.signer(organisation.did, 'ledger');
    if (keyDigest(readCertificate(leaf).publicJwk) !== keyDigest(access.publicJwk)) {
      throw outage('certificate_of_another_key', `The certificate of ${organisation.slug} is not for its access key.`);
    }
    const identity = requestIdentityOf(clientIdPrefix, { ...organisation, leaf, kid }, publicUrl);
    members.push({ ...organisation, ...identity, responseMode, access, ledger, x5c: [leaf] });
  }
  return members;
}
