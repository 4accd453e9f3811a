import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeHex } from '#primitives';
import { engineAddress, privateKeyJson, publicKeyJson, type EngineKey } from './engine-key.js';
import { syncFolder } from './sync-folders.js';
import { writeNewFile } from './write-new-file.js';

/** Where a node's files lie in its home folder; config.toml names the same places. */
export const NODE_FILES = {
  configuration: 'config/config.toml',
  genesis: 'config/genesis.json',
  validatorKey: 'config/priv_validator_key.json',
  nodeKey: 'config/node_key.json',
  validatorState: 'data/priv_validator_state.json',
} as const;

export interface NodeKeys {
  validator: EngineKey;
  node: EngineKey;
}

/**
 * Writes a new node's two keys and the signer's state, which says that nothing was signed yet. The state belongs to the
 * key for ever: restored from a backup it would let the validator sign the same height twice, so that an existing file
 * is never overwritten.
 * @throws `file_exists`
 */
export function writeKeyFiles(home: string, { validator, node }: NodeKeys): void {
  mkdirSync(join(home, 'config'), { recursive: true, mode: 0o700 });
  mkdirSync(join(home, 'data'), { recursive: true, mode: 0o700 });
  writeSecret(join(home, NODE_FILES.validatorKey), {
    address: encodeHex(engineAddress(validator.publicKey)).toUpperCase(),
    pub_key: publicKeyJson(validator.publicKey),
    priv_key: privateKeyJson(validator),
  });
  writeSecret(join(home, NODE_FILES.validatorState), { height: '0', round: 0, step: 0 });
  writeNodeKey(home, node);
}

/** Writes the key of a node alone, whose validator's key is its signer's. @throws `file_exists` */
export function writeNodeKey(home: string, node: EngineKey): void {
  mkdirSync(join(home, 'config'), { recursive: true, mode: 0o700 });
  mkdirSync(join(home, 'data'), { recursive: true, mode: 0o700 });
  writeSecret(join(home, NODE_FILES.nodeKey), { priv_key: privateKeyJson(node) });
  syncFolder(home);
  syncFolder(dirname(home));
}

function writeSecret(path: string, content: object): void {
  writeNewFile(path, `${JSON.stringify(content, undefined, 2)}\n`, 0o600);
}
