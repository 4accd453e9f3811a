import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { dirname, join, relative } from 'node:path';
import { refusal } from '#primitives';
import { cometbftChainId, parseTrustFile } from '#ledger';
import { renameDurably, syncFolders } from '../network/sync-folders.js';
import { NODE_FILES } from '../network/write-key-files.js';
import { MEMBER_NODE_FILES } from '../node/node-description.js';
import { copyToNewFile } from '../network/copy-to-new-file.js';
import { writeNewFile } from '../network/write-new-file.js';
import { isSignerState, MANIFEST, sha256OfFile, type BackupManifest } from './backup-manifest.js';
import { copyDatabase } from './copy-database.js';

/** Of the node's home. */
export const APPLICATION_DATABASE = 'data/application.sqlite';
export const TRUST = 'trust.json';
/** The engine's stores, folders of `data`. Its write-ahead log is left out: it holds votes, and no blocks. */
const ENGINE_STORES = ['blockstore.db', 'state.db', 'evidence.db'];

export interface NodeToBackUp {
  home: string;
  trust: string;
  /** Is not there yet. */
  out: string;
  /** Also the engine's blocks; the node has to stand still. */
  isWhole: boolean;
  withNodeKey: boolean;
  withValidatorKey: boolean;
  /** Seconds since the epoch. */
  now: number;
}

/**
 * Backs a node up: the application's database as of one moment, configuration, genesis and trust file; keys only where they are
 * asked for, and never what a signer remembers. The folder is there whole or not at all.
 * @throws `backup_exists`, `node_runs`, `node_unreadable`, `validator_key_elsewhere`, `malformed_trust_file`;
 *   `database_not_copied` (outage)
 */
export async function backUpNode(node: NodeToBackUp): Promise<BackupManifest> {
  const { home, out, now, isWhole } = node;
  if (existsSync(out)) throw refusal('backup_exists', `There is something in ${out} already.`);
  if (isWhole && (await isAnswering(join(home, 'application.sock')))) {
    throw refusal('node_runs', "The node runs: its engine's blocks can be copied only while it stands still.");
  }
  const { genesis } = parseTrustFile(readFileSync(node.trust, 'utf8'));
  const unfinished = `${out}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, 'config'), { recursive: true, mode: 0o700 });
  mkdirSync(join(unfinished, 'data'), { mode: 0o700 });
  copyDatabase(join(home, APPLICATION_DATABASE), join(unfinished, APPLICATION_DATABASE));
  copyFile(node.trust, join(unfinished, TRUST));
  for (const path of filesOf(node)) copyFile(join(home, path), join(unfinished, path));
  const files = listFiles(unfinished).map((path) => ({ path, sha256: sha256OfFile(join(unfinished, path)) }));
  const chainId = cometbftChainId(genesis);
  const manifest: BackupManifest = { format: 'incola-ledger-backup', version: 1, madeAt: now, chainId, isWhole, files };
  writeNewFile(join(unfinished, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, 0o600);
  syncFolders(unfinished);
  renameDurably(unfinished, out);
  return manifest;
}

function filesOf({ home, isWhole, withNodeKey, withValidatorKey }: NodeToBackUp): string[] {
  if (withValidatorKey && !existsSync(join(home, NODE_FILES.validatorKey))) {
    throw refusal('validator_key_elsewhere', `${home} holds no validator's key: it is at the signer.`);
  }
  return [
    NODE_FILES.configuration,
    NODE_FILES.genesis,
    // Not there in a network of one machine, whose nodes have one description.
    ...(existsSync(join(home, MEMBER_NODE_FILES.description)) ? [MEMBER_NODE_FILES.description] : []),
    ...(withNodeKey ? [NODE_FILES.nodeKey] : []),
    ...(withValidatorKey ? [NODE_FILES.validatorKey] : []),
    ...(isWhole ? ENGINE_STORES.flatMap((store) => listFiles(home, join('data', store))) : []),
  ].filter((path) => !isSignerState(path));
}

function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  try {
    copyToNewFile(from, to, 0o600);
  } catch (cause) {
    // A full disk, or a file that this user may not read, is what the system says it is.
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw refusal(
      'node_unreadable',
      `${from} is not there: is --home the node's folder, and has it been started once?`,
      {
        cause,
      },
    );
  }
}

/** Paths of the files in a folder's part, relative to the folder. */
function listFiles(folder: string, part = ''): string[] {
  return readdirSync(join(folder, part), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function isAnswering(socket: string): Promise<boolean> {
  const probe = connect(socket);
  try {
    await once(probe, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    probe.destroy();
  }
}
