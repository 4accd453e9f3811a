import { TRANSLITERATION } from './name-tables.js';

/** One word of a name. */
export interface NameWord {
  /** Upper-case letters without marks, by the first spelling of the table of transliteration. */
  base: string;
  /** By its second spelling, where it has one. */
  second: string;
  /** A hyphen or full stop stands between it and the word before, and no space: `Jean-Pierre`. */
  isJoined: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Soft hyphens, marks of direction and the like, which nobody sees. */
const INVISIBLE = /\p{Cf}+/gu;
/** Marks of Latin, Greek and Cyrillic letters. In other scripts marks are vowels: nothing is made equal by being dropped. */
const ACCENTS = /(?:[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20f0]|[\ufe20-\ufe2f])+/gu;
const JOINING = /^[.]?[-‐‒–—−][.]?$|^[.]$/u;

/** A name as words, independent of any locale, so that browser and server agree; in time linear in its length. */
export function foldName(text: string): NameWord[] {
  const upper = text.replace(INVISIBLE, '').normalize('NFKC').toUpperCase().normalize('NFKC');
  const words: NameWord[] = [];
  let end = 0;
  for (const match of upper.matchAll(WORD)) {
    const word = spell(match[0]);
    const isJoined = words.length > 0 && JOINING.test(upper.slice(end, match.index));
    end = match.index + match[0].length;
    if (word.base !== '') words.push({ ...word, isJoined });
  }
  return words;
}

function spell(word: string): Pick<NameWord, 'base' | 'second'> {
  let base = '';
  let second = '';
  for (const letter of word) {
    const entry = Object.hasOwn(TRANSLITERATION, letter) ? TRANSLITERATION[letter] : undefined;
    const first = entry?.[0] ?? letter.normalize('NFKD').replace(ACCENTS, '');
    base += first;
    second += entry?.[1] ?? first;
  }
  return { base, second };
}
