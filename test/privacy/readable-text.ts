import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Encodings inside encodings that are followed: a disclosure in a token in a JSON text. */
const ROUNDS = 3;
const BASE64_RUN = /[A-Za-z0-9+/_-]{12,}/g;
const HEX_RUN = /(?:[0-9a-fA-F]{2}){8,}/g;

/**
 * All that bytes say to a patient reader: as they are, as UTF-16, and what Base 64 and hexadecimal in them decode to, at every
 * alignment. In lower case, one byte a character.
 */
export function readableText(bytes: Uint8Array): string {
  const texts: string[] = [];
  let round = Buffer.from(bytes).toString('latin1');
  for (let rounds = 0; rounds < ROUNDS && round.length > 0; rounds++) {
    texts.push(round, round.replaceAll('\0', ''), unescape(round));
    round = decoded(round);
  }
  return texts.join('\n').toLowerCase();
}

function decoded(text: string): string {
  const parts: string[] = [];
  for (const [run] of text.matchAll(BASE64_RUN)) {
    for (let skip = 0; skip < 4; skip++) parts.push(Buffer.from(run.slice(skip), 'base64').toString('latin1'));
  }
  for (const [run] of text.matchAll(HEX_RUN)) {
    for (let skip = 0; skip < 2; skip++) parts.push(Buffer.from(run.slice(skip), 'hex').toString('latin1'));
  }
  return parts.join('\n');
}

/** `%C3%A9` and `\u00e9`. */
function unescape(text: string): string {
  return text
    .replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/\\u00([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Every file below a folder, by its path. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path, readFileSync(path));
  }
  return files;
}

/** @returns `word in file` for each word that a file tells, in whatever encoding */
export function wordsTold(files: ReadonlyMap<string, Uint8Array>, words: readonly string[]): string[] {
  const told: string[] = [];
  for (const [name, bytes] of files) {
    const text = readableText(bytes);
    for (const word of words) if (text.includes(asBytes(word))) told.push(`${word} in ${name}`);
  }
  return told;
}

function asBytes(word: string): string {
  return Buffer.from(word, 'utf8').toString('latin1').toLowerCase();
}
