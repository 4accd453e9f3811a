import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, refusal } from '#primitives';

/** What lies in a signer's folder. */
export const SIGNER_FILES = {
  description: 'signer.json',
  /** Where the key lies in a file. */
  key: 'validator_key.json',
  /** Never in a backup: see the member's node guide. */
  state: 'signer_state.json',
  /** Held by the process that signs. */
  lock: 'signer.lock',
} as const;

/** Where a validator's key lies: in a file of the folder, or in a token of a hardware module (PKCS #11). */
export type KeyPlace = { kind: 'file' } | ({ kind: 'token' } & TokenPlace);

export interface TokenPlace {
  /** Path of the PKCS #11 library. */
  library: string;
  tokenLabel: string;
  /** Path of a file that holds the PIN of the token's user. */
  pinFile: string;
}

/** `signer.json`: public, and the only place that says which of a token's keys is meant. */
export interface SignerDescription {
  format: 'incola-signer';
  version: 1;
  /** Ed25519, 32 bytes, base64url. */
  publicKey: string;
  key: { kind: 'file' } | ({ kind: 'token'; id: string } & TokenPlace);
}

const path = z.string().min(1).max(1024);
const descriptionShape = z.strictObject({
  format: z.literal('incola-signer'),
  version: z.literal(1),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  key: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('file') }),
    z.strictObject({
      kind: z.literal('token'),
      id: z.string().regex(/^[0-9a-f]{2,64}$/),
      library: path,
      tokenLabel: z.string().min(1).max(32),
      pinFile: path,
    }),
  ]),
}) satisfies z.ZodType<SignerDescription>;

/** @throws `signer_unreadable` */
export function readSignerDescription(folder: string): SignerDescription {
  const file = join(folder, SIGNER_FILES.description);
  try {
    return descriptionShape.parse(parseJson(readFileSync(file, 'utf8'), { maxLength: 16_384, maxDepth: 4 }));
  } catch (cause) {
    throw refusal(
      'signer_unreadable',
      `${file} describes no signer. Name the folder that \`ledger:signer -- keys\` made, as its owner.`,
      { cause },
    );
  }
}
