import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeBase64url, isCodedError, parseJson, refusal, type Sign } from '#primitives';
import { openSigningKey, signerOver } from '#identity';
import { readClosedFile } from '../network/read-closed-file.js';
import { declarationShape, signedDeclarationShape, type SignedDeclaration } from './declaration.js';

/** What lies in a member's folder: made on its own machine, and only the declaration leaves it. */
export const MEMBER_FILES = {
  member: 'member.json',
  /** Signs ledger transactions: as `founder-….json` of a development ledger. */
  memberKey: 'member_key.json',
  nodeKey: 'node_key.json',
  /** The validator's key and its state. */
  signer: 'signer',
  declaration: 'declaration.json',
} as const;

const LIMITS = { maxLength: 65_536, maxDepth: 8 };
const octets = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** `member.json`: what the member will declare, but for signatures. */
export type MemberDetails = z.infer<typeof memberShape>;
const memberShape = z.strictObject({
  format: z.literal('incola-ceremony-member'),
  version: z.literal(1),
  member: declarationShape.shape.member,
  node: declarationShape.shape.node,
});

const memberKeyShape = z.object({ privateJwk: z.object({ x: octets, d: octets }) });

/** @throws `member_folder_unreadable` */
export function readMemberDetails(folder: string): MemberDetails {
  return read(join(folder, MEMBER_FILES.member), memberShape);
}

/** @throws `member_folder_unreadable`, also where the key is another than the member's; `key_file_open_to_others` */
export function openMemberKey(folder: string): Sign {
  const path = join(folder, MEMBER_FILES.memberKey);
  const { privateJwk } = read(path, memberKeyShape, readClosedFile);
  const signer = signerOver(openSigningKey('Ed25519', decodeBase64url(privateJwk.d)));
  const { member } = readMemberDetails(folder);
  if (signer.publicJwk.x === member.ledgerKey.x) return signer.sign;
  throw refusal('member_folder_unreadable', `${path} holds another key than the member's.`);
}

/** @throws `declaration_unreadable` */
export function readDeclaration(path: string): SignedDeclaration {
  try {
    return signedDeclarationShape.parse(parseJson(readFileSync(path, 'utf8'), LIMITS));
  } catch (cause) {
    throw refusal('declaration_unreadable', `${path} is no declaration. A member makes one by \`declare\`.`, { cause });
  }
}

function read<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
  readText = (from: string) => readFileSync(from, 'utf8'),
): z.output<Shape> {
  try {
    return shape.parse(parseJson(readText(path), LIMITS));
  } catch (cause) {
    if (isCodedError(cause) && cause.code === 'key_file_open_to_others') throw cause;
    throw refusal('member_folder_unreadable', `${path} can't be read.`, { cause });
  }
}
