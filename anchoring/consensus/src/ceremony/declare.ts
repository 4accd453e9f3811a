import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBase64url, refusal, type RandomBytes } from '#primitives';
import { syncFolder } from '../network/sync-folders.js';
import { writeNewFile } from '../network/write-new-file.js';
import { openValidatorKey } from '../signer/open-signer.js';
import { declarationMessage, possessionMessage, type SignedDeclaration } from './declaration.js';
import { MEMBER_FILES, openMemberKey, readDeclaration, readMemberDetails } from './member-folder.js';

/**
 * Writes a member's declaration for a ceremony and keeps it in the member's folder, to be compared later with what the
 * coordinator made of it. One declaration, ever: the same again where it is asked for again.
 * @param ceremony the plan's name
 * @throws `declared_elsewhere`, `member_folder_unreadable`, `signer_unreadable`, `key_file_…`, `hardware_…` (outages)
 */
export async function declare(folder: string, ceremony: string, random: RandomBytes): Promise<SignedDeclaration> {
  const path = join(folder, MEMBER_FILES.declaration);
  if (existsSync(path)) {
    const earlier = readDeclaration(path);
    if (earlier.declaration.ceremony === ceremony) return earlier;
    throw refusal('declared_elsewhere', `These keys were declared for ${earlier.declaration.ceremony}.`);
  }
  const { member, node } = readMemberDetails(folder);
  const key = openValidatorKey(join(folder, MEMBER_FILES.signer), random);
  try {
    const publicKey = encodeBase64url(key.publicKey);
    const said = { ceremony, member, validator: { publicKey }, node };
    const possession = encodeBase64url(await key.sign(possessionMessage(said)));
    const declaration = {
      format: 'incola-ceremony-declaration',
      version: 1,
      ...said,
      validator: { publicKey, possession },
    } as const;
    const signature = encodeBase64url(await openMemberKey(folder)(declarationMessage(declaration)));
    const signed = { declaration, signature };
    writeNewFile(path, `${JSON.stringify(signed, undefined, 2)}\n`, 0o644);
    syncFolder(folder);
    return signed;
  } finally {
    await key.close();
  }
}
