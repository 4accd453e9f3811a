import { Kms, X509ExtendedKeyUsage, X509KeyUsage, X509Service } from '@credo-ts/core';

const EC = { kty: 'EC', crv: 'P-256' };
const DAY = 86_400_000;

/**
 * A root of its own and a leaf under it, whose key the agent holds.
 * @param {string} name of whom the leaf is for
 * @returns {Promise<{root: import('@credo-ts/core').X509Certificate, leaf: import('@credo-ts/core').X509Certificate}>}
 */
export async function createCredoLeaf({ context, x509, kms }, name) {
  const [rootKey, leafKey] = [await kms.createKey({ type: EC }), await kms.createKey({ type: EC })];
  const publicJwk = ({ publicJwk: jwk }) => Kms.PublicJwk.fromPublicJwk(jwk);
  const validity = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + 30 * DAY) };
  const root = await X509Service.createCertificate(context, {
    authorityKey: publicJwk(rootKey),
    issuer: { commonName: 'Peer root', countryName: 'FR' },
    validity,
    extensions: {
      basicConstraints: { ca: true },
      keyUsage: { usages: [X509KeyUsage.KeyCertSign], markAsCritical: true },
    },
  });
  const leaf = await x509.createCertificate({
    authorityKey: publicJwk(rootKey),
    subjectPublicKey: publicJwk(leafKey),
    issuer: root.issuer,
    subject: { commonName: name, countryName: 'FR' },
    validity,
    extensions: {
      keyUsage: { usages: [X509KeyUsage.DigitalSignature], markAsCritical: true },
      // As a document signer of mdocs has it (ISO/IEC 18013-5 Annex B.1.4).
      extendedKeyUsage: { usages: [X509ExtendedKeyUsage.MdlDs] },
      subjectAlternativeName: { name: [{ type: 'dns', value: 'localhost' }] },
    },
  });
  leaf.publicJwk.keyId = leafKey.keyId;
  return { root, leaf };
}
