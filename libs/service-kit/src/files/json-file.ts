import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { outage, parseJson, type JsonValue } from '#primitives';

const LIMITS = { maxLength: 16 * 1024 * 1024, maxDepth: 24 };

/** @throws `unreadable_file` (outage), and the JSON codes */
export async function readJsonFile(file: string): Promise<JsonValue> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw outage('unreadable_file', `The file ${file} cannot be read.`, { cause });
  }
  return parseJson(text, LIMITS);
}

/** Writes the whole file or nothing: beside it first, on disk, then in its place. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.new`;
  const handle = await open(beside, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
