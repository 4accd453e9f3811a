import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeBase64url, refusal, type RandomBytes } from '#primitives';
import { createEngineKey } from '../network/engine-key.js';
import { writeNewFile } from '../network/write-new-file.js';
import { writeKeyFile } from './key-file.js';
import { SIGNER_FILES, type KeyPlace, type SignerDescription } from './signer-folder.js';
import { createSignerState } from './signer-state.js';
import { renameDurably } from '../network/sync-folders.js';
import { createTokenKey } from './token-key.js';

/**
 * Makes a validator's key and, together with it, the state which says that it has signed nothing: the one moment at which that
 * is known to be so. The folder is there whole or not at all; dying before, we leave at most a key in the token that nobody uses.
 * @param folder is not there yet
 * @throws `signer_exists`, `hardware_…` (outages)
 */
export async function createSigner(folder: string, place: KeyPlace, random: RandomBytes): Promise<SignerDescription> {
  if (existsSync(folder))
    throw refusal(
      'signer_exists',
      `There is something in ${folder} already: a validator's key is made once. Name another folder.`,
    );
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const { key, publicKey } = await createKey(unfinished, place, random);
  const description: SignerDescription = { format: 'incola-signer', version: 1, publicKey, key };
  writeNewFile(join(unfinished, SIGNER_FILES.description), `${JSON.stringify(description, undefined, 2)}\n`, 0o644);
  createSignerState(join(unfinished, SIGNER_FILES.state), publicKey);
  renameDurably(unfinished, folder);
  return description;
}

async function createKey(
  folder: string,
  place: KeyPlace,
  random: RandomBytes,
): Promise<Pick<SignerDescription, 'key' | 'publicKey'>> {
  if (place.kind === 'token') {
    const { library, tokenLabel, pinFile } = place;
    const { id, publicKey } = await createTokenKey(place, random);
    return { key: { kind: 'token', id, library, tokenLabel, pinFile }, publicKey: encodeBase64url(publicKey) };
  }
  const key = createEngineKey(random);
  writeKeyFile(join(folder, SIGNER_FILES.key), key);
  return { key: { kind: 'file' }, publicKey: encodeBase64url(key.publicKey) };
}
