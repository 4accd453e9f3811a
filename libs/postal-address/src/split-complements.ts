import { spellingLength } from './expand-names.js';
import { RANGE } from './fold-words.js';
import {
  COMPLEMENTS,
  COMPLEMENTS_ALONE,
  COMPLEMENTS_AT_LINE_END,
  FLOORS,
  HOUSE_SUFFIXES,
  PARTICLES,
} from './street-words.js';

const DESIGNATED = new Set(COMPLEMENTS);
const ALONE = new Set(COMPLEMENTS_ALONE);
const AT_LINE_END = new Set(COMPLEMENTS_AT_LINE_END);
const DESIGNATION = /^(?:[0-9]{1,6}[A-Z]?|[A-Z][0-9]{0,5})$/;
const ORDINAL = /^[0-9]{1,2}(?:E|EME|IEME|ER|ERE|ND|NDE)?$/;
const NUMBER_SIGNS = new Set(['N', 'NO', 'NUM', 'NUMERO']);

/**
 * Cuts apartment, floor, building, box and host out of a line and returns the pieces between them, so that what stood on
 * one line reads as if it stood on several.
 */
export function splitComplements(words: readonly string[]): string[][] {
  const pieces: string[][] = [[]];
  let index = 0;
  while (index < words.length) {
    const length = complementLength(words, index);
    if (length > 0) {
      pieces.push([]);
      index += length;
    } else {
      pieces.at(-1)?.push(words[index] as string);
      index++;
    }
  }
  return pieces.map(trimPiece).filter((piece) => piece.length > 0);
}

function complementLength(words: readonly string[], start: number): number {
  const previous = words[start - 1];
  if (previous !== undefined && PARTICLES.has(previous)) return 0;
  if (ORDINAL.test(words[start] ?? '') && FLOORS.has(words[start + 1] ?? '')) return 2;
  const alone = spellingLength(words, start, ALONE);
  if (alone > 0) return alone;
  const designated = spellingLength(words, start, DESIGNATED);
  if (designated > 0) return designated + designationLength(words, start + designated);
  const atLineEnd = spellingLength(words, start, AT_LINE_END);
  const designation = atLineEnd > 0 ? designationLength(words, start + atLineEnd) : 0;
  return designation > 0 && endsPiece(words, start + atLineEnd + designation) ? atLineEnd + designation : 0;
}

function designationLength(words: readonly string[], start: number): number {
  const sign = NUMBER_SIGNS.has(words[start] ?? '') ? 1 : 0;
  return DESIGNATION.test(words[start + sign] ?? '') ? sign + 1 : 0;
}

function endsPiece(words: readonly string[], index: number): boolean {
  return index >= words.length || complementLength(words, index) > 0;
}

/** "n° 12" is 12; a range's hyphen whose one end was cut away is none; a suffix alone never begins a piece. */
function trimPiece(piece: string[]): string[] {
  let start = 0;
  while (start < piece.length && (piece[start] === RANGE || isNumberSign(piece, start))) start++;
  let end = piece.length;
  while (end > start && piece[end - 1] === RANGE) end--;
  if (end - start === 1 && HOUSE_SUFFIXES[piece[start] as string]) return [];
  return piece.slice(start, end);
}

function isNumberSign(piece: readonly string[], index: number): boolean {
  return NUMBER_SIGNS.has(piece[index] as string) && /^[0-9]/.test(piece[index + 1] ?? '');
}
