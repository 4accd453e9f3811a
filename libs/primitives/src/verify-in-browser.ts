import { decodeBase64url } from './base64.js';
import { decodeHex } from './bytes.js';
import type { SignatureToVerify, VerifySignature } from './signatures.js';
import { verifyWithWebCrypto } from './web-crypto-signatures.js';

/** RFC 8032 §7.1, TEST 1: a platform that says yes to it has Ed25519. */
const KNOWN: SignatureToVerify = {
  publicJwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  message: new Uint8Array(0),
  signature: decodeHex(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ),
};

/**
 * {@link VerifySignature} for any browser: by Web Crypto, and Ed25519 in JavaScript where the browser has none. That code is
 * loaded when the first such signature is verified, and only there.
 * @param platform what the platform itself verifies
 */
export function createBrowserVerifySignature(platform: VerifySignature = verifyWithWebCrypto): VerifySignature {
  let forEd25519: Promise<VerifySignature> | undefined;
  return async (input) => {
    if (input.publicJwk.kty !== 'OKP') return platform(input);
    forEd25519 ??= chooseEd25519(platform).catch((error: unknown) => {
      // Offline before the code was ever loaded: the next call tries again.
      forEd25519 = undefined;
      throw error;
    });
    return (await forEd25519)(input);
  };
}

async function chooseEd25519(platform: VerifySignature): Promise<VerifySignature> {
  if (await platform(KNOWN)) return platform;
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  return ({ publicJwk, message, signature }) => {
    try {
      // By RFC 8032 and not by ZIP 215, which takes more: no second way to write a signature.
      return ed25519.verify(signature, message, decodeBase64url(publicJwk.x), { zip215: false });
    } catch {
      return false;
    }
  };
}
