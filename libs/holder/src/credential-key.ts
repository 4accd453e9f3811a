import {
  concatBytes,
  decodeBase64url,
  encodeBase64url,
  encodeUtf8,
  type PublicJwk,
  type RandomBytes,
  type Signer,
} from '#primitives';
import type { WalletKey } from './wallet-key.js';

/** A credential's key as it is kept: the private half wrapped under the wallet key. */
export interface WrappedKey {
  publicJwk: PublicJwk;
  /** iv ‖ wrapped PKCS#8, base64url. */
  wrapped: string;
}

const IV_LENGTH = 12;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Makes a P-256 key and wraps it at once; the extractable handle does not leave this function. */
export async function createCredentialKey(walletKey: WalletKey, random: RandomBytes): Promise<WrappedKey> {
  const pair = await crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicJwk: PublicJwk = { kty: 'EC', crv: 'P-256', x: x as string, y: y as string };
  const iv = random(IV_LENGTH);
  const wrapped = await crypto.subtle.wrapKey('pkcs8', pair.privateKey, walletKey, wrapping(iv, publicJwk));
  return { publicJwk, wrapped: encodeBase64url(concatBytes(iv, new Uint8Array(wrapped))) };
}

/** A signer over the unwrapped, non-extractable key. */
export async function openCredentialKey(key: WrappedKey, walletKey: WalletKey): Promise<Signer> {
  const bytes = decodeBase64url(key.wrapped);
  const unwrapping = wrapping(bytes.slice(0, IV_LENGTH), key.publicJwk);
  const privateKey = await crypto.subtle.unwrapKey(
    'pkcs8',
    bytes.slice(IV_LENGTH),
    walletKey,
    unwrapping,
    ECDSA,
    false,
    ['sign'],
  );
  return {
    suite: 'ES256',
    publicJwk: key.publicJwk,
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, message.slice())),
  };
}

/** The public half is authenticated with the wrapped one, so that they cannot be mixed. */
function wrapping(iv: Uint8Array, publicJwk: PublicJwk) {
  const y = publicJwk.kty === 'EC' ? publicJwk.y : '';
  return {
    name: 'AES-GCM',
    iv: iv.slice(),
    additionalData: encodeUtf8(`incola:credential-key:1 ${publicJwk.x} ${y}`).slice(),
  };
}
