import { join } from 'node:path';
import { encodeBase64url, refusal, type RandomBytes } from '#primitives';
import { holdSigner } from './hold-signer.js';
import { openKeyFile } from './key-file.js';
import { readSignerDescription, SIGNER_FILES, type SignerDescription } from './signer-folder.js';
import { openTokenKey } from './token-key.js';
import type { ValidatorKey } from './validator-key.js';
import { ValidatorSigner } from './validator-signer.js';

export interface OpenSigner {
  signer: ValidatorSigner;
  close(): Promise<void>;
}

/**
 * Opens a signer's folder, and holds it: no other process signs with this state meanwhile.
 * @param chainId of the only ledger for which it signs
 * @throws `signer_unreadable`, `signer_runs_already`, `key_file_…`, `signer_state_…`, `wrong_chain`
 */
export function openSigner(folder: string, chainId: string, random: RandomBytes): OpenSigner {
  readSignerDescription(folder);
  const letGo = holdSigner(join(folder, SIGNER_FILES.lock));
  try {
    const key = openValidatorKey(folder, random);
    const signer = new ValidatorSigner({ key, chainId, state: join(folder, SIGNER_FILES.state) });
    const close = async () => {
      await key.close();
      letGo();
    };
    return { signer, close };
  } catch (error) {
    letGo();
    throw error;
  }
}

/** @throws `signer_unreadable`, `key_file_…`, `hardware_pin_missing` (outage) */
export function openValidatorKey(folder: string, random: RandomBytes): ValidatorKey {
  const description = readSignerDescription(folder);
  const key = isInToken(description) ? openTokenKey(description, random) : openKeyFile(join(folder, SIGNER_FILES.key));
  if (encodeBase64url(key.publicKey) === description.publicKey) return key;
  throw refusal('signer_unreadable', `The key in ${folder} is not the one that its description names.`);
}

function isInToken(description: SignerDescription): description is SignerDescription & { key: { kind: 'token' } } {
  return description.key.kind === 'token';
}
