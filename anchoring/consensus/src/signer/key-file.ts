import { z } from 'zod';
import { decodeBase64url, encodeBase64url, equalBytes, isCodedError, parseJson, refusal } from '#primitives';
import { openSigningKey, signerOver } from '#identity';
import type { EngineKey } from '../network/engine-key.js';
import { writeNewFile } from '../network/write-new-file.js';
import { readClosedFile } from '../network/read-closed-file.js';
import type { ValidatorKey } from './validator-key.js';

const octets = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const keyFileShape = z.strictObject({
  format: z.literal('incola-validator-key'),
  version: z.literal(1),
  publicKey: octets,
  /** RFC 8032's private key, 32 bytes, base64url. */
  seed: octets,
});

/** @throws `file_exists` */
export function writeKeyFile(path: string, { seed, publicKey }: EngineKey): void {
  const content = {
    format: 'incola-validator-key',
    version: 1,
    publicKey: encodeBase64url(publicKey),
    seed: encodeBase64url(seed),
  } satisfies z.infer<typeof keyFileShape>;
  writeNewFile(path, `${JSON.stringify(content, undefined, 2)}\n`, 0o600);
}

/** @throws `key_file_open_to_others`, `key_file_unreadable` */
export function openKeyFile(path: string): ValidatorKey {
  const { seed, publicKey } = readKeyFile(path);
  const signer = signerOver(openSigningKey('Ed25519', decodeBase64url(seed)));
  const its = decodeBase64url(signer.publicJwk.x);
  if (!equalBytes(its, decodeBase64url(publicKey))) {
    throw refusal('key_file_unreadable', `The halves of the key in ${path} don't belong together.`);
  }
  return { publicKey: its, sign: signer.sign, close: async () => undefined };
}

function readKeyFile(path: string): z.infer<typeof keyFileShape> {
  try {
    return keyFileShape.parse(parseJson(readClosedFile(path), { maxLength: 4096, maxDepth: 2 }));
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw refusal('key_file_unreadable', `${path} holds no validator's key.`, { cause });
  }
}
