import { readdir, readFile } from 'node:fs/promises';
import type { JsonValue } from '#primitives';
import { readCredentialTypes, readPolicies } from '#service-kit/schemas';

export const FOLDER = 'schemas/verification-policies';
export const TYPES = await readCredentialTypes('schemas');
export const POLICIES = await readPolicies('schemas', TYPES);

export async function readJson<Shape = JsonValue>(path: string): Promise<Shape> {
  return JSON.parse(await readFile(path, 'utf8')) as Shape;
}

/** Names of the JSON files of a folder; none where there is no folder. */
export async function jsonFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).sort();
}
