import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeBase64, encodeBase64url, parseJson, refusal, type RandomBytes } from '#primitives';
import { createEngineKey, nodeIdOf } from '../network/engine-key.js';
import { NODE_FILES, writeKeyFiles, writeNodeKey } from '../network/write-key-files.js';

/** What a new node's operator tells the others. */
export interface PublicNodeKeys {
  nodeId: string;
  /** base64url, as a vote names it (`set_validators`); absent where the key is the signer's. */
  validatorKey?: string;
}

/**
 * Makes a node's folder with its keys, readable by their owner only. Keys that are there stay what they are.
 * @param hasSigner the validator's key is made and kept by the signer, off the node
 * @throws `file_exists` where the folder has keys already
 */
export function initNode(folder: string, random: RandomBytes, { hasSigner }: { hasSigner: boolean }): PublicNodeKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const node = createEngineKey(random);
  if (hasSigner) writeNodeKey(folder, node);
  else writeKeyFiles(folder, { node, validator: createEngineKey(random) });
  return readPublicKeys(folder);
}

const LIMITS = { maxLength: 4096, maxDepth: 4 };
const bytes = (length: number) =>
  z
    .string()
    .transform((text) => decodeBase64(text))
    .refine((read) => read.length === length, 'of another length');
const nodeKeyShape = z.object({ priv_key: z.object({ value: bytes(64) }) });
const validatorKeyShape = z.object({ pub_key: z.object({ value: bytes(32) }) });

/** @throws `node_keys_unreadable` */
export function readPublicKeys(folder: string): PublicNodeKeys {
  try {
    // As Go keeps an Ed25519 key: the seed, then the public key.
    const { priv_key: key } = nodeKeyShape.parse(readKey(folder, NODE_FILES.nodeKey));
    const nodeId = nodeIdOf(key.value.subarray(32));
    if (!existsSync(join(folder, NODE_FILES.validatorKey))) return { nodeId };
    const { pub_key: validator } = validatorKeyShape.parse(readKey(folder, NODE_FILES.validatorKey));
    return { nodeId, validatorKey: encodeBase64url(validator.value) };
  } catch (cause) {
    throw refusal(
      'node_keys_unreadable',
      `The node's keys in ${folder} can't be read: \`init\` makes them, and only their owner reads them.`,
      { cause },
    );
  }
}

function readKey(folder: string, file: string) {
  return parseJson(readFileSync(join(folder, file), 'utf8'), LIMITS);
}
