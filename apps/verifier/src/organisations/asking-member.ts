import type { OrganisationKeys } from '#identity';
import { x509HashClientId } from '#openid4vp';
import { decodeBase64, outage, type Signer } from '#primitives';
import { readCertificates, type OwnOrganisation } from '#service-kit/organisations';
import { keyDigest, readCertificate } from '#trust';

/** A tenant that is founded: with the certificate under which it asks. */
export interface AskingMember extends OwnOrganisation {
  /** `x509_hash:…` */
  clientId: string;
  /** The access leaf, DER in Base 64. */
  x5c: string[];
  /** Signs requests, receipts, verdict records and answers to withdrawals. */
  access: Signer;
  /** Signs ledger transactions. */
  ledger: Signer;
}

/**
 * Reads the access leaves, and opens the keys that belong to them. A key that follows another signs from the next start on.
 * @throws the outages `certificates_missing`, `certificate_missing`, `certificate_of_another_key`, `key_missing`
 */
export async function openAskingMembers(
  organisations: readonly OwnOrganisation[],
  certificatesFile: string,
  organisationKeys: OrganisationKeys,
): Promise<AskingMember[]> {
  const certificates = await readCertificates(certificatesFile, 'access');
  const members: AskingMember[] = [];
  for (const organisation of organisations) {
    const { signer: access, certificate } = await organisationKeys.current(organisation.did, 'access');
    const leaf = certificate ?? certificates.get(organisation.did);
    if (leaf === undefined) {
      throw outage('certificate_missing', `${organisation.slug} has no access certificate; found it first.`);
    }
    const ledger = await organisationKeys.signer(organisation.did, 'ledger');
    if (keyDigest(readCertificate(leaf).publicJwk) !== keyDigest(access.publicJwk)) {
      throw outage('certificate_of_another_key', `The certificate of ${organisation.slug} is not for its access key.`);
    }
    members.push({ ...organisation, access, ledger, x5c: [leaf], clientId: x509HashClientId(decodeBase64(leaf)) });
  }
  return members;
}
