import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCredentialType, type CredentialType } from '#credential-types';
import { readJsonFile } from '../files/index.js';

/** @param schemasFolder holds `credential-types/*.json` @throws the codes of `parseCredentialType` */
export async function readCredentialTypes(schemasFolder: string): Promise<CredentialType[]> {
  const folder = join(schemasFolder, 'credential-types');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map(async (name) => parseCredentialType(await readJsonFile(join(folder, name)))));
}
