import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  IssuerAlternativeNameExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
  type X509Certificate,
} from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { encodeBase64url, platformRandom, type PublicJwk, type Signer } from '#primitives';
import { createStatusListCwt } from '#status-list/server';

/** id-mdl-kp-mdlDS (ISO/IEC 18013-5 Table B.3). */
const DOCUMENT_SIGNER = '1.0.18013.5.1.2';
const DAY = 86_400;
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** Even places are valid and odd ones are not, as in the suite's lists. */
const STATUSES = new Uint8Array(128).fill(0b1010_1010);

/** A key with its certificate, under the provider's root. */
export interface Certified {
  signer: Signer;
  key: webcrypto.CryptoKey;
  /** DER in Base 64, without the root. */
  x5c: string[];
}

/**
 * A provider of personal identification data with the certificates that the suite makes for itself: a root of the mdoc profile, a document
 * signer, and a signer of status lists that has no extended key usage. It serves the lists that its credentials name.
 */
export interface PidProvider {
  /** DER in Base 64: what the verifier has to know. */
  root: string;
  signer: Certified;
  /** The address by which a list of trusted entities calls it. */
  origin: string;
  /** A reference into a list of its own, as every run of the suite has one. */
  reference(format: 'dc+sd-jwt' | 'mso_mdoc', isRevoked: boolean): { idx: number; uri: string };
  /** Addresses of lists that were fetched. */
  fetched: Set<string>;
  close(): Promise<void>;
}

/** @param now seconds since the epoch, by the verifier's clock */
export async function startPidProvider(now: () => number): Promise<PidProvider> {
  const authority = await newKeys();
  const root = await createRoot(authority, now());
  const issue = (name: string, extensions: Extension[]) =>
    issueUnder(root, authority, { name, extensions, now: now() });
  const signer = await issue('Document signer', [
    new ExtendedKeyUsageExtension([DOCUMENT_SIGNER], true),
    new IssuerAlternativeNameExtension([{ type: 'email', value: 'pid@provider.example' }]),
    new CRLDistributionPointsExtension(['http://provider.example/pid.crl']),
  ]);
  const statusSigner = await issue('Status list signer', []);
  const fetched = new Set<string>();
  const formats = new Map<string, string>();
  const server = createServer((request, response) => {
    const uri = `${origin}${request.url ?? ''}`;
    const format = formats.get(uri);
    fetched.add(uri);
    const times = { issuedAt: now(), expiresAt: now() + DAY, ttl: 3_600 };
    const answer = async () => {
      if (format === undefined) return response.writeHead(404).end();
      const token = await (format === 'mso_mdoc'
        ? createStatusListCwt({
            ...{ uri, bits: 1, compressed: deflateSync(STATUSES), version: 1, ...times },
            ...{ x5c: statusSigner.x5c, signer: statusSigner.signer },
          })
        : statusListJwt(uri, signer, times));
      const type = format === 'mso_mdoc' ? 'application/statuslist+cwt' : 'application/statuslist+jwt';
      return response.writeHead(200, { 'content-type': type }).end(token);
    };
    void answer();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    ...{ root: root.toString('base64'), signer, origin, fetched },
    reference(format, isRevoked) {
      const uri = `${origin}/statuslists/${encodeBase64url(platformRandom(15))}`;
      formats.set(uri, format);
      return { uri, idx: isRevoked ? 7 : 8 };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** With the key itself in the header beside its certificates, as the suite writes it. */
function statusListJwt(
  uri: string,
  { key, signer, x5c }: Certified,
  { issuedAt, expiresAt, ttl }: { issuedAt: number; expiresAt: number; ttl: number },
): Promise<string> {
  const list = { bits: 1, lst: encodeBase64url(deflateSync(STATUSES)) };
  return new SignJWT({ sub: uri, iat: issuedAt, exp: expiresAt, ttl, status_list: list })
    .setProtectedHeader({ alg: 'ES256', typ: 'statuslist+jwt', jwk: signer.publicJwk, x5c })
    .sign(key);
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
}

async function createRoot(keys: webcrypto.CryptoKeyPair, now: number): Promise<X509Certificate> {
  return X509CertificateGenerator.createSelfSigned({
    ...{ name: 'C=FR, O=Fournisseur fictif, CN=PID root', keys, signingAlgorithm: ES256 },
    ...validity(now, 3_000),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      new IssuerAlternativeNameExtension([{ type: 'email', value: 'pid@provider.example' }]),
    ],
  });
}

async function issueUnder(
  root: X509Certificate,
  authority: webcrypto.CryptoKeyPair,
  { name, extensions, now }: { name: string; extensions: Extension[]; now: number },
): Promise<Certified> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    ...{ subject: `C=FR, O=Fournisseur fictif, CN=${name}`, issuer: root.subject },
    ...{ publicKey: keys.publicKey, signingKey: authority.privateKey, signingAlgorithm: ES256 },
    ...validity(now, 400),
    extensions: [
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(authority.publicKey),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      ...extensions,
    ],
  });
  return { signer: await signerOf(keys), key: keys.privateKey, x5c: [certificate.toString('base64')] };
}

function validity(now: number, days: number) {
  return { notBefore: new Date((now - DAY) * 1000), notAfter: new Date((now + days * DAY) * 1000) };
}

async function signerOf(keys: webcrypto.CryptoKeyPair): Promise<Signer> {
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
  return {
    suite: 'ES256',
    publicJwk: { kty, crv, x, y } as PublicJwk,
    sign: async (message) => new Uint8Array(await webcrypto.subtle.sign(ES256, keys.privateKey, message)),
  };
}

/** A new key of a holder. */
export async function newHolderKey(): Promise<Signer> {
  return signerOf(await newKeys());
}
