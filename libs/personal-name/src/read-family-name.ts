import { foldName, type NameWord } from './fold-name.js';
import { ARTICLES, BEFORE_BIRTH_NAME, BEFORE_USED_NAME, PARTICLES, SHORT_FORMS } from './name-tables.js';
import { withoutTitles } from './without-titles.js';

/** A family name taken apart. */
export interface FamilyName {
  words: readonly NameWord[];
  particles: readonly NameWord[];
  /** Its words without the particles; never empty. */
  core: readonly NameWord[];
  /** As it was written, in characters. */
  length: number;
}

/** The names that a person goes by: used, at birth, or both. */
export interface FamilyNames {
  used?: FamilyName | undefined;
  birth?: FamilyName | undefined;
}

/**
 * Reads family name and name at birth, where "Martin née Durand" and "Durand épouse Martin" say both in one field.
 * @param texts neither longer than `MAX_NAME_LENGTH`
 */
export function readFamilyNames(texts: {
  familyName?: string | undefined;
  birthName?: string | undefined;
}): FamilyNames {
  const stated = splitNames(texts.familyName ?? '');
  const birth = readFamilyName(wordsOf(texts.birthName ?? ''), texts.birthName ?? '');
  return { used: stated.used, birth: birth ?? stated.birth };
}

function splitNames(text: string): FamilyNames {
  const words = wordsOf(text);
  const index = words.findIndex(
    ({ base }, place) =>
      place > 0 && place < words.length - 1 && (BEFORE_BIRTH_NAME.has(base) || BEFORE_USED_NAME.has(base)),
  );
  const marker = words[index]?.base;
  if (marker === undefined) return { used: readFamilyName(words, text) };
  // Of two names in one field none is as long as the field, so none is taken for cut off.
  const [first, second] = [readFamilyName(words.slice(0, index), ''), readFamilyName(words.slice(index + 1), '')];
  return BEFORE_BIRTH_NAME.has(marker) ? { used: first, birth: second } : { used: second, birth: first };
}

function wordsOf(text: string): readonly NameWord[] {
  return withoutTitles(foldName(text)).map((word) => {
    const long = Object.hasOwn(SHORT_FORMS, word.base) ? SHORT_FORMS[word.base] : undefined;
    return long === undefined ? word : { ...word, base: long, second: long };
  });
}

/** @returns `undefined` where nothing of it is a letter */
export function readFamilyName(words: readonly NameWord[], text: string): FamilyName | undefined {
  if (words.length === 0) return undefined;
  const ordered = particlesFirst(words);
  const flags = particleFlags(ordered);
  const isName = flags.includes(false);
  return {
    words: ordered,
    particles: isName ? ordered.filter((_word, index) => flags[index]) : [],
    core: isName ? ordered.filter((_word, index) => !flags[index]) : ordered,
    length: text.trim().normalize('NFC').length,
  };
}

/** "Brenne (de)", "BRENNE DE LA" → the particles before the name. */
function particlesFirst(words: readonly NameWord[]): readonly NameWord[] {
  const flags = particleFlags(words);
  let end = words.length;
  while (end > 0 && flags[end - 1] === true) end--;
  return end === 0 ? words : [...words.slice(end), ...words.slice(0, end)];
}

function particleFlags(words: readonly NameWord[]): boolean[] {
  const flags: boolean[] = [];
  for (const { base } of words) {
    flags.push(PARTICLES.has(base) || (ARTICLES.has(base) && flags.at(-1) === true));
  }
  return flags;
}
