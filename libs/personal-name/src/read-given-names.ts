import { foldName, type NameWord } from './fold-name.js';
import { BETWEEN_HOLDERS } from './name-tables.js';
import { withoutTitles } from './without-titles.js';

export interface GivenNames {
  words: readonly NameWord[];
  /** The names of each of two holders: "Paul et Marie"; one where one is named. */
  holders: readonly (readonly NameWord[])[];
  /** As it was written, in characters. */
  length: number;
}

/** @param text not longer than `MAX_NAME_LENGTH` @returns `undefined` where nothing of it is a letter */
export function readGivenNames(text: string | undefined): GivenNames | undefined {
  const words = withoutTitles(foldName(text ?? ''));
  if (words.length === 0) return undefined;
  const holders: NameWord[][] = [[]];
  for (const word of words) {
    if (BETWEEN_HOLDERS.has(word.base)) holders.push([]);
    else holders.at(-1)?.push(word);
  }
  const named = holders.filter((holder) => holder.length > 0).map((holder) => withoutTitles(holder));
  return { words, holders: named, length: (text ?? '').trim().normalize('NFC').length };
}
