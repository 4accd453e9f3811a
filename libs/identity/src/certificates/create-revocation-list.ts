import 'reflect-metadata';
import { AuthorityKeyIdentifierExtension, Extension, X509Certificate, X509CrlGenerator } from '@peculiar/x509';
import { decodeHex, encodeHex, type Signer } from '#primitives';
import { signingCryptoOver } from './signing-crypto.js';

export interface RevocationListToCreate {
  /** Of the authority. */
  root: { certificate: string; signer: Signer };
  /** Seconds since the epoch. It is the list's number too, so that a newer one has a higher number. */
  thisUpdate: number;
  nextUpdate: number;
}

const CRL_NUMBER = '2.5.29.20';

/**
 * An authority's certificate revocation list (RFC 5280 §5; ISO/IEC 18013-5 §B.1.3), without entries: whose key no longer
 * counts is said by the registry. It is for readers who ask for a list and don't know the registry.
 * @returns DER
 */
export async function createRevocationList(list: RevocationListToCreate): Promise<Uint8Array> {
  const { crypto, keys, signingAlgorithm } = await signingCryptoOver(list.root.signer);
  const crl = await X509CrlGenerator.create(
    {
      issuer: new X509Certificate(list.root.certificate).subjectName.toJSON(),
      thisUpdate: new Date(list.thisUpdate * 1000),
      nextUpdate: new Date(list.nextUpdate * 1000),
      signingAlgorithm,
      signingKey: keys.privateKey,
      extensions: [
        await AuthorityKeyIdentifierExtension.create(keys.publicKey, false, crypto),
        new Extension(CRL_NUMBER, false, derInteger(list.thisUpdate).slice()),
      ],
    },
    crypto,
  );
  return new Uint8Array(crl.rawData);
}

/** A positive whole number in DER (ITU-T X.690 §8.3). */
function derInteger(value: number): Uint8Array {
  const hex = value.toString(16);
  const content = decodeHex(hex.length % 2 === 0 ? hex : `0${hex}`);
  const padded = (content[0] as number) < 0x80 ? content : decodeHex(`00${encodeHex(content)}`);
  return Uint8Array.of(0x02, padded.length, ...padded);
}
