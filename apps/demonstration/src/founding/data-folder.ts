import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseJson, type JsonValue } from '#primitives';
import type { PlaceName } from '../supervisor/choose-places.js';

const JSON_LIMITS = { maxLength: 4 * 1024 * 1024, maxDepth: 32 };

/** Where everything of one demonstration lies. Each service has its folder and reads no other's. */
export interface DataFolder {
  root: string;
  /** The ports that the DIDs were made with. */
  ports: string;
  /** The demonstration's own API keys, as a machine client. */
  apiKeys: string;
  /** Written when every founding transaction was accepted. */
  founded: string;
  plan: string;
  enrolments: string;
  trustFile: string;
  certificatesFile: string;
  /** The validators' homes and keys, where the ledger runs on a network. */
  network: string;
  foundingFile: string;
  /** The counters' API keys at the verifier, by tenant. */
  counterKeys: string;
  /** What invented customers were imported. */
  imported: string;
  customerFile: string;
  configOf(place: PlaceName): string;
  folderOf(place: PlaceName): string;
  logOf(place: PlaceName): string;
}

export function dataFolderAt(root: string): DataFolder {
  const founding = join(root, 'founding');
  return {
    root,
    ports: join(root, 'ports.json'),
    apiKeys: join(root, 'api-keys.json'),
    founded: join(root, 'founded.json'),
    plan: join(founding, 'plan.json'),
    enrolments: join(founding, 'enrolments'),
    trustFile: join(founding, 'trust.json'),
    certificatesFile: join(founding, 'certificates.json'),
    network: join(root, 'network'),
    foundingFile: join(founding, 'founding.json'),
    counterKeys: join(root, 'counters', 'keys.json'),
    imported: join(root, 'imported.json'),
    customerFile: join(root, 'customers.csv'),
    configOf: (place) => join(root, place, 'config.json'),
    folderOf: (place) => join(root, place),
    logOf: (place) => join(root, 'logs', `${place}.log`),
  };
}

/** Writes a JSON file for its owner only, whole or not at all. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.unfinished`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.unfinished`, file);
}

/** @returns the file's JSON, or `undefined` where there is no such file */
export async function readJson(file: string): Promise<JsonValue | undefined> {
  try {
    return parseJson(await readFile(file, 'utf8'), JSON_LIMITS);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
