import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseJson, type JsonValue } from '#primitives';
import type { ServiceName } from './fictive-members.js';

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
  foundingFile: string;
  configOf(service: ServiceName): string;
  folderOf(service: ServiceName): string;
  logOf(service: ServiceName): string;
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
    foundingFile: join(founding, 'founding.json'),
    configOf: (service) => join(root, service, 'config.json'),
    folderOf: (service) => join(root, service),
    logOf: (service) => join(root, 'logs', `${service}.log`),
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
