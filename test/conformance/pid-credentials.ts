import { createHash, randomBytes } from 'node:crypto';
import { issueMdoc, openId4VpTranscript, presentMdoc } from '#mdoc';
import { jwkThumbprint, platformRandom, type JsonObject, type JsonValue, type Signer } from '#primitives';
import { newHolderKey, type PidProvider } from './pid-provider.js';

export const PID_VCT = 'urn:eudi:pid:1';
export const PID_DOCTYPE = 'eu.europa.ec.eudi.pid.1';

/** What a module of the plan does otherwise than the happy flow. */
export interface PresentationChange {
  /** What the key binding or the session transcript holds instead. */
  presentationNonce?: (nonce: string) => string;
  audience?: string;
  /** Seconds by which the key binding's `iat` is off. */
  issuedAtOffset?: number;
  sdHash?: string;
  /** Breaks the signature of the issuer, or the holder. */
  breaks?: 'issuer' | 'holder';
  hasKeyBinding?: false;
  /** Only what a key must have (RFC 7517 §4). */
  minimalKey?: true;
  status?: 'revoked' | 'none';
}

/** What a presentation is bound to, from the request. */
export interface Binding {
  clientId: string;
  presentationNonce: string;
  responseUri: string;
  encryptionKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string } | null;
  /** Names of claims that were asked for. */
  claims: readonly string[];
  /** Seconds since the epoch. */
  now: number;
}

const json64 = (value: JsonValue) => Buffer.from(JSON.stringify(value)).toString('base64url');
const digest = (text: string) => createHash('sha256').update(text, 'ascii').digest('base64url');
const salted = (...parts: JsonValue[]) => json64([randomBytes(16).toString('base64url'), ...parts]);

/** An SD-JWT VC as the suite makes it, by node:crypto alone: nested disclosures, decoys, a key with more members than it needs. */
export async function presentPid(provider: PidProvider, binding: Binding, change: PresentationChange): Promise<string> {
  const holder = await newHolderKey();
  const disclosures = new Map<string, string[]>();
  const country = salted('country', 'FR');
  const nationality = salted('FR');
  for (const [name, value] of Object.entries({ given_name: 'Jean', family_name: 'Fictif', birthdate: '1980-05-23' })) {
    disclosures.set(name, [salted(name, value)]);
  }
  disclosures.set('nationalities', [salted('nationalities', [{ '...': digest(nationality) }]), nationality]);
  disclosures.set('place_of_birth', [salted('place_of_birth', { _sd: [digest(country)] }), country]);
  const decoys = Array.from({ length: 3 }, () => digest(randomBytes(16).toString('hex')));
  const more = change.minimalKey === true ? {} : { kid: 'holder', use: 'sig', alg: 'ES256' };
  const { uri, idx } = provider.reference('dc+sd-jwt', change.status === 'revoked');
  const payload = {
    ...{ iss: provider.origin, vct: PID_VCT, iat: binding.now, exp: binding.now + 23 * 3_600 },
    ...{ cnf: { jwk: { ...holder.publicJwk, ...more } }, _sd_alg: 'sha-256' },
    _sd: [...[...disclosures.values()].map(([first = '']) => digest(first)), ...decoys].sort(),
    ...(change.status === 'none' ? {} : { status: { status_list: { idx, uri } } }),
  } as JsonObject;
  const { signer, x5c } = provider.signer;
  const issued = await sign({ alg: 'ES256', typ: 'dc+sd-jwt', x5c }, payload, signer);
  const shown = binding.claims.flatMap((name) => disclosures.get(name) ?? []);
  const presented = `${[change.breaks === 'issuer' ? broken(issued) : issued, ...shown].join('~')}~`;
  if (change.hasKeyBinding === false) return presented;
  const keyBinding = await sign(
    { alg: 'ES256', typ: 'kb+jwt' },
    {
      iat: binding.now + (change.issuedAtOffset ?? 0),
      aud: change.audience ?? binding.clientId,
      nonce: change.presentationNonce?.(binding.presentationNonce) ?? binding.presentationNonce,
      sd_hash: change.sdHash ?? digest(presented),
    },
    holder,
  );
  return `${presented}${change.breaks === 'holder' ? broken(keyBinding) : keyBinding}`;
}

/** An mdoc by our own library, whose octets other tests compare with others'; bound to the session as the suite does it. */
export async function presentMdocPid(
  provider: PidProvider,
  binding: Binding,
  change: PresentationChange,
): Promise<string> {
  const device = await newHolderKey();
  const { signer, x5c } = provider.signer;
  const reference = provider.reference('mso_mdoc', change.status === 'revoked');
  const issuing = change.breaks === 'issuer' ? { ...signer, sign: brokenBy(signer) } : signer;
  const issuerSigned = await issueMdoc(
    {
      ...{ docType: PID_DOCTYPE, deviceKey: device.publicJwk, x5c },
      nameSpaces: { [PID_DOCTYPE]: { family_name: 'Fictif', given_name: 'Erika', birth_place: 'Sample city' } },
      ...(change.status === 'none' ? {} : { status: reference }),
      ...{ issuedAt: binding.now - 3_600, expiresAt: binding.now + 365 * 86_400 },
    },
    { signer: issuing, random: platformRandom },
  );
  const { clientId, presentationNonce, responseUri, encryptionKey } = binding;
  const sessionTranscript = openId4VpTranscript({
    ...{ clientId, responseUri },
    presentationNonce: change.presentationNonce?.(presentationNonce) ?? presentationNonce,
    encryptionKeyThumbprint: encryptionKey === null ? null : jwkThumbprint(encryptionKey),
  });
  return presentMdoc({
    ...{ issuerSigned, sessionTranscript },
    disclose: binding.claims.map((name) => [PID_DOCTYPE, name]),
    signer: change.breaks === 'holder' ? { ...device, sign: brokenBy(device) } : device,
  });
}

async function sign(header: JsonObject, payload: JsonObject, signer: Signer): Promise<string> {
  const input = `${json64(header)}.${json64(payload)}`;
  return `${input}.${Buffer.from(await signer.sign(Buffer.from(input, 'ascii'))).toString('base64url')}`;
}

/** The first octet of the signature is another. */
function broken(compact: string): string {
  const at = compact.lastIndexOf('.') + 1;
  const signature = Buffer.from(compact.slice(at), 'base64url');
  signature[0] = (signature[0] ?? 0) ^ 0x5a;
  return `${compact.slice(0, at)}${signature.toString('base64url')}`;
}

function brokenBy(signer: Signer): Signer['sign'] {
  return async (message) => {
    const signature = new Uint8Array(await signer.sign(message));
    signature[0] = (signature[0] ?? 0) ^ 0x5a;
    return signature;
  };
}
