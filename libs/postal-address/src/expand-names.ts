import { NAME_WORDS, NAME_WORDS_BEFORE_A_NAME, PARTICLES } from './street-words.js';

const NAMES = new Map(Object.entries(NAME_WORDS));
const RANKS = new Map(Object.entries(NAME_WORDS_BEFORE_A_NAME));

/** Writes the short forms of saints, ranks and small numbers out: "ST", "GAL", "TROIS" → "SAINT", "GENERAL", "3". */
export function expandNames(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (next !== undefined && !PARTICLES.has(next)) {
      const rank = RANKS.get(word);
      if (rank !== undefined) return [rank];
    }
    return NAMES.get(word)?.split(' ') ?? [word];
  });
}

/** How many words from `start` spell one of `spellings`, the longest first; 0 for none. */
export function spellingLength(words: readonly string[], start: number, spellings: ReadonlySet<string>): number {
  for (let length = LONGEST_SPELLING; length > 0; length--) {
    if (start + length <= words.length && spellings.has(words.slice(start, start + length).join(' '))) return length;
  }
  return 0;
}

const LONGEST_SPELLING = 3;
