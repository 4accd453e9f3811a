import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseJson, refusal, type RandomBytes } from '#primitives';
import { createEngineKey, privateKeyJson } from '../network/engine-key.js';
import { renameDurably, syncFolders } from '../network/sync-folders.js';
import { NODE_FILES } from '../network/write-key-files.js';
import { copyToNewFile } from '../network/copy-to-new-file.js';
import { writeNewFile } from '../network/write-new-file.js';
import { MEMBER_NODE_FILES, readNodeDescription, writeNodeDescription } from '../node/node-description.js';
import { APPLICATION_DATABASE } from './backup-node.js';
import { readBackup } from './backup-manifest.js';

export interface NodeToRestore {
  backup: string;
  /** Is not there yet. */
  home: string;
  /**
   * How it may sign: not at all; by the signer that has signed for it all along, and remembers; or with the key in the backup
   * and the state that its own machine had last, brought from there.
   */
  signing: { kind: 'none' } | { kind: 'signer' } | { kind: 'key'; state: string };
  random: RandomBytes;
}

export interface RestoredNode {
  /** Whether it starts with its blocks; else it fetches them from its peers, and the old database lies in `archive`. */
  isWhole: boolean;
  /** A new one is made where the backup holds none: its peers have to list it. */
  hasOwnNodeKey: boolean;
}

const SIGNER_SETTING = /^priv_validator_laddr = .*\n/m;
const EMPTY_STATE = { height: '0', round: 0, step: 0 };

/**
 * Lays a node out from a backup. It does not validate unless that is asked for in words that say why it is safe.
 * @throws `node_exists`, `signer_state_missing`, `validator_key_missing`, and the codes of `readBackup`
 */
export function restoreNode({ backup, home, signing, random }: NodeToRestore): RestoredNode {
  const { isWhole, files } = readBackup(backup);
  if (existsSync(home)) throw refusal('node_exists', `There is something in ${home} already.`);
  const has = (path: string) => files.some((file) => file.path === path);
  if (signing.kind === 'key' && !has(NODE_FILES.validatorKey)) {
    throw refusal('validator_key_missing', "The backup holds no validator's key.");
  }
  const state = signing.kind === 'key' ? readEngineState(signing.state) : undefined;
  const unfinished = `${home}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, 'data'), { recursive: true, mode: 0o700 });
  for (const { path } of files) {
    if (path === NODE_FILES.validatorKey && state === undefined) continue;
    const target = path === APPLICATION_DATABASE && !isWhole ? 'archive/application.sqlite' : path;
    mkdirSync(dirname(join(unfinished, target)), { recursive: true, mode: 0o700 });
    copyToNewFile(join(backup, path), join(unfinished, target), 0o600);
  }
  if (state !== undefined) writeNewFile(join(unfinished, NODE_FILES.validatorState), state, 0o600);
  if (signing.kind !== 'signer') leaveSigner(unfinished);
  const hasOwnNodeKey = has(NODE_FILES.nodeKey);
  if (!hasOwnNodeKey) {
    const key = JSON.stringify({ priv_key: privateKeyJson(createEngineKey(random)) }, undefined, 2);
    writeNewFile(join(unfinished, NODE_FILES.nodeKey), `${key}\n`, 0o600);
  }
  syncFolders(unfinished);
  renameDurably(unfinished, home);
  return { isWhole, hasOwnNodeKey };
}

/** The engine would wait for the signer, and a signer might find it. `node.json` is what config.toml is written from anew. */
function leaveSigner(home: string): void {
  const configuration = join(home, NODE_FILES.configuration);
  const text = readFileSync(configuration, 'utf8').replace(SIGNER_SETTING, '');
  rmSync(configuration);
  writeNewFile(configuration, text, 0o600);
  if (!existsSync(join(home, MEMBER_NODE_FILES.description))) return;
  const { signerSocket: _, ...description } = readNodeDescription(home);
  writeNodeDescription(home, description);
}

const engineStateShape = z.object({ height: z.string().regex(/^\d{1,15}$/), round: z.int(), step: z.int() });

/**
 * The state of CometBFT's own signer, as it lay on the machine that signed last.
 * @throws `signer_state_missing`, also where it says that nothing was signed
 */
function readEngineState(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    const state = engineStateShape.parse(parseJson(text));
    if (state.height === EMPTY_STATE.height) throw new Error('it says that nothing was signed');
    return text;
  } catch (cause) {
    throw refusal(
      'signer_state_missing',
      `${path} is not the state that the key's own machine had last. Without it the key may sign a height twice: ` +
        'restore the node without it, and replace the key by a vote.',
      { cause },
    );
  }
}
