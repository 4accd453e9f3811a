import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeBase64url, refusal, type RandomBytes } from '#primitives';
import { createEngineKey, nodeIdOf, privateKeyJson } from '../network/engine-key.js';
import { renameDurably, syncFolders } from '../network/sync-folders.js';
import { writeNewFile } from '../network/write-new-file.js';
import { createSigner } from '../signer/create-signer.js';
import type { KeyPlace } from '../signer/signer-folder.js';
import { declarationShape, type Declaration } from './declaration.js';
import { MEMBER_FILES, type MemberDetails } from './member-folder.js';

export interface MemberToMake {
  /** Is not there yet. */
  folder: string;
  member: Omit<Declaration['member'], 'ledgerKey'>;
  /** Where the node's peers will reach it. */
  node: Omit<Declaration['node'], 'id'>;
  /** Where the validator's key is made. */
  validatorKey: KeyPlace;
  random: RandomBytes;
}

/**
 * Makes a member's keys for a ceremony, on its own machine: the one that signs its ledger transactions, its node's, and its
 * validator's with the signer's state. The folder is there whole or not at all.
 * @throws `member_folder_exists`, `malformed_member`, `hardware_…` (outages)
 */
export async function makeMember({ folder, member, node, validatorKey, random }: MemberToMake): Promise<MemberDetails> {
  if (existsSync(folder)) throw refusal('member_folder_exists', `There is something in ${folder} already.`);
  const [ledger, nodeKey] = [createEngineKey(random), createEngineKey(random)];
  const ledgerKey = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(ledger.publicKey) } as const;
  const details = readDetails({ ...member, ledgerKey }, { id: nodeIdOf(nodeKey.publicKey), ...node });
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const { did, college } = member;
  const privateJwk = { ...ledgerKey, d: encodeBase64url(ledger.seed) };
  write(join(unfinished, MEMBER_FILES.memberKey), { did, college, privateJwk }, 0o600);
  write(join(unfinished, MEMBER_FILES.nodeKey), { priv_key: privateKeyJson(nodeKey) }, 0o600);
  write(join(unfinished, MEMBER_FILES.member), details, 0o644);
  await createSigner(join(unfinished, MEMBER_FILES.signer), validatorKey, random);
  syncFolders(unfinished);
  renameDurably(unfinished, folder);
  return details;
}

function readDetails(member: unknown, node: unknown): MemberDetails {
  const { shape } = declarationShape;
  const [its, place] = [shape.member.safeParse(member), shape.node.safeParse(node)];
  if (!its.success || !place.success) {
    throw refusal('malformed_member', "The member's DID, name, number, college or address has no valid form.");
  }
  return { format: 'incola-ceremony-member', version: 1, member: its.data, node: place.data };
}

function write(path: string, content: object, mode: number): void {
  writeNewFile(path, `${JSON.stringify(content, undefined, 2)}\n`, mode);
}
