import { RANGE } from './fold-words.js';
import { HOUSE_SUFFIXES } from './street-words.js';

/** A house number at the start of `words`, and how many of them it takes. */
export interface HouseNumber {
  /** `12`, `12 BIS`, `12 B`, `12-14`, `12 BIS-14`. */
  text: string;
  length: number;
}

const NUMBER = /^0*([1-9][0-9]{0,4})$/;
const NUMBER_WITH_SUFFIX = /^0*([1-9][0-9]{0,4})(BIS|TER|QUATER|QUINQUIES|[A-Z])$/;
const MAX_RANGE_ENDS = 4;

/**
 * Reads number, suffix and further ends of a range. A lone letter counts as a suffix only if `endsHere` says that what
 * follows it can follow a house number ("12 R DES LILAS" has no suffix R).
 */
export function readHouseNumber(
  words: readonly string[],
  start: number,
  endsHere: (index: number) => boolean,
): HouseNumber | undefined {
  const ends: string[] = [];
  let index = start;
  for (;;) {
    const one = readOne(words, index, endsHere);
    if (!one) return undefined;
    ends.push(one.text);
    index += one.length;
    if (words[index] !== RANGE) break;
    if (ends.length === MAX_RANGE_ENDS) return undefined;
    index++;
  }
  return { text: ends.join(RANGE), length: index - start };
}

function readOne(
  words: readonly string[],
  start: number,
  endsHere: (index: number) => boolean,
): HouseNumber | undefined {
  const first = words[start] ?? '';
  const attached = NUMBER_WITH_SUFFIX.exec(first);
  const number = attached?.[1] ?? NUMBER.exec(first)?.[1];
  if (number === undefined) return undefined;
  const parts = [number];
  let index = start + 1;
  if (attached?.[2]) parts.push(attached[2]);
  const word = HOUSE_SUFFIXES[words[index] ?? ''];
  if (!attached && word) {
    parts.push(word);
    index++;
  }
  const letter = words[index] ?? '';
  const mayBeSuffix = parts.length === 1 || (parts.length === 2 && (parts[1] as string).length > 1);
  if (mayBeSuffix && /^[A-Z]$/.test(letter) && (endsHere(index + 1) || words[index + 1] === RANGE)) {
    parts.push(letter);
    index++;
  }
  return { text: parts.join(' '), length: index - start };
}
