import { join } from 'node:path';
import { canonicalJson, decodeBase64url, encodeBase64url, refusal } from '#primitives';
import { MEMBER_FILES, openMemberKey, readDeclaration } from './member-folder.js';
import type { FoundedCeremony, SealedCeremony } from './replay-ceremony.js';
import { signOffMessage, type SignOff } from './sign-off.js';
import { isHeard, spellDigest } from './spell-digest.js';

/**
 * A member's check of what was made of its declaration. The ceremony was replayed already, so that the genesis is known to
 * follow from the declarations; here the member finds its own among them, to the letter.
 * @returns the genesis digest, spelt, to be read to the others
 * @throws `declaration_missing`, `declaration_changed`
 */
export function checkCeremony(folder: string, ceremony: FoundedCeremony | SealedCeremony): string {
  const own = readDeclaration(join(folder, MEMBER_FILES.declaration));
  const { member, validator, node } = own.declaration;
  const its = ceremony.declared.find(
    ({ declaration: { validator: other } }) => other.publicKey === validator.publicKey,
  );
  if (its === undefined) {
    const isThere = ceremony.declared.some(
      ({ declaration }) => declaration.member.did === member.did || declaration.node.id === node.id,
    );
    if (isThere) throw changed();
    throw refusal('declaration_missing', 'The ceremony lacks your declaration.');
  }
  if (canonicalJson(its) !== canonicalJson(own)) throw changed();
  return spellDigest(decodeBase64url(ceremony.digest));
}

/**
 * Signs off, once the member has heard from the others the digest that it sees itself.
 * @param heard as it was read out loud: thirteen groups of four
 * @throws as {@link checkCeremony}; `digest_differs`
 */
export async function signOffCeremony(
  folder: string,
  ceremony: FoundedCeremony | SealedCeremony,
  heard: string,
): Promise<SignOff> {
  if (!isHeard(checkCeremony(folder, ceremony), heard)) {
    throw refusal('digest_differs', 'What was read out loud is not the digest of this genesis: sign nothing, ask.');
  }
  const { plan, digest, founding } = ceremony;
  const { member } = readDeclaration(join(folder, MEMBER_FILES.declaration)).declaration;
  const said = { member: member.did, genesis: digest, founding };
  const signature = await openMemberKey(folder)(signOffMessage(plan.name, said));
  return { ...said, signature: encodeBase64url(signature) };
}

function changed() {
  return refusal('declaration_changed', 'The ceremony holds another declaration than the one that you made.');
}
