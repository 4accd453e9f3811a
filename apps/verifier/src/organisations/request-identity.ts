import { X509Certificate } from 'node:crypto';
import {
  decentralizedClientId,
  x509HashClientId,
  x509SanDnsClientId,
  type ClientIdentifierPrefix,
  type RequestKeyHeader,
} from '#openid4vp';
import { decodeBase64, outage } from '#primitives';

/** As whom a tenant asks, and what names the key that signs its requests (OpenID4VP 1.0 §5.9.3). */
export interface RequestIdentity {
  clientId: string;
  keyHeader: RequestKeyHeader;
}

/**
 * @param member.leaf its access certificate, DER in Base 64; sent without its trust anchor (HAIP 1.0 §5)
 * @param member.kid of its access key, as its DID document names it
 * @throws `certificate_of_another_host` (outage) where the leaf does not name the host by which a tenant asks
 */
export function requestIdentityOf(
  prefix: ClientIdentifierPrefix,
  member: { slug: string; did: string; leaf: string; kid: string },
  publicUrl: string,
): RequestIdentity {
  const { slug, did, leaf, kid } = member;
  switch (prefix) {
    case 'x509_hash':
      return { clientId: x509HashClientId(decodeBase64(leaf)), keyHeader: { x5c: [leaf] } };
    case 'x509_san_dns': {
      const { hostname } = new URL(publicUrl);
      const certificate = new X509Certificate(decodeBase64(leaf));
      // §5.9.3 wants the name itself: neither a wildcard nor the subject's common name is one.
      if (certificate.checkHost(hostname, { subject: 'never', wildcards: false }) === undefined) {
        throw outage('certificate_of_another_host', `The certificate of ${slug} does not name ${hostname}.`);
      }
      return { clientId: x509SanDnsClientId(hostname), keyHeader: { x5c: [leaf] } };
    }
    case 'decentralized_identifier':
      return { clientId: decentralizedClientId(did), keyHeader: { kid: `${did}#${kid}` } };
  }
}
