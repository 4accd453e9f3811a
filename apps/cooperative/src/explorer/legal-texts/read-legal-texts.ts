import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeUtf8, encodeBase64url, sha256 } from '#primitives';
import { legalTextDigest } from './legal-text-digest.js';
import { LegalTexts, type LegalText } from './legal-texts.js';

/** Together with its French text; a text in one language only is no legal text. */
const ENGLISH = /^([a-z0-9][a-z0-9_.-]*)\.en\.md$/;

/** @param schemasFolder holds `data-use-contracts/NAME.en.md` and `NAME.fr.md` */
export async function readLegalTexts(schemasFolder: string): Promise<LegalTexts> {
  const folder = join(schemasFolder, 'data-use-contracts');
  const files = new Set(await readdir(folder));
  const names = [...files]
    .flatMap((file) => ENGLISH.exec(file)?.[1] ?? [])
    .filter((name) => files.has(`${name}.fr.md`));
  return new LegalTexts(await Promise.all(names.sort().map((name) => readLegalText(folder, name))));
}

async function readLegalText(folder: string, name: string): Promise<LegalText> {
  const [en, fr] = [await readFile(join(folder, `${name}.en.md`)), await readFile(join(folder, `${name}.fr.md`))];
  const words = { en: decodeUtf8(en), fr: decodeUtf8(fr) };
  const fileDigests = { en: encodeBase64url(sha256(en)), fr: encodeBase64url(sha256(fr)) };
  return { name, digest: legalTextDigest(words), words, fileDigests };
}
