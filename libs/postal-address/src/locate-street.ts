import { spellingLength } from './expand-names.js';
import { RANGE } from './fold-words.js';
import { readHouseNumber, type HouseNumber } from './read-house-number.js';
import { ROAD_TYPES, SETTLEMENT_TYPES, TYPES_WITHOUT_NAME } from './street-words.js';

export interface LocatedStreet {
  houseNumber: string;
  street: string;
}

const ROADS = byAlias(ROAD_TYPES);
const SETTLEMENTS = byAlias(SETTLEMENT_TYPES);
const ROAD_SPELLINGS = new Set(ROADS.keys());
const SETTLEMENT_SPELLINGS = new Set(SETTLEMENTS.keys());
const NAMELESS = new Set(TYPES_WITHOUT_NAME);

type Rule = (pieces: readonly (readonly string[])[]) => { houseNumber: string; words: readonly string[] } | undefined;

/** The places where a house number can stand, the surest first; the first rule that finds one decides. */
const RULES: readonly Rule[] = [
  numberThenRoad,
  numberPieceThenRoad,
  numberThenRoadAnywhere,
  roadThenNumberPiece,
  numberPieceThenName,
  numberThenName,
];

/** @returns a code where no house number or no street is found. */
export function locateStreet(
  pieces: readonly (readonly string[])[],
): LocatedStreet | 'missing_house_number' | 'missing_street' {
  for (const rule of RULES) {
    const found = rule(pieces);
    if (!found) continue;
    const street = writeStreet(found.words);
    return street === '' ? 'missing_street' : { houseNumber: found.houseNumber, street };
  }
  if (pieces.every((piece) => wholeNumber(piece))) return 'missing_street';
  return 'missing_house_number';
}

/** "12 bis rue des Lilas" */
function numberThenRoad(pieces: Parameters<Rule>[0]): ReturnType<Rule> {
  for (const piece of pieces) {
    const number = numberBeforeRoad(piece, 0);
    if (number) return { houseNumber: number.text, words: piece.slice(number.length) };
  }
  return undefined;
}

/** "12B, rue des Lilas" */
function numberPieceThenRoad(pieces: Parameters<Rule>[0]): ReturnType<Rule> {
  return numberPieceThen(pieces, (words) => roadLength(words, 0) > 0);
}

/** "les Pins 12 rue des Lilas" */
function numberThenRoadAnywhere(pieces: Parameters<Rule>[0]): ReturnType<Rule> {
  for (const piece of pieces) {
    for (let start = 1; start < piece.length; start++) {
      // A number inside a range or a name's number belongs to what stands before it.
      const number = piece[start - 1] === RANGE ? undefined : numberBeforeRoad(piece, start);
      if (number) return { houseNumber: number.text, words: piece.slice(start + number.length) };
    }
  }
  return undefined;
}

/** "rue des Lilas, 12 bis": only across a comma or line break, for "rue du 8 mai 1945" ends with a number too. */
function roadThenNumberPiece(pieces: Parameters<Rule>[0]): ReturnType<Rule> {
  for (const [index, piece] of pieces.entries()) {
    const number = wholeNumber(pieces[index + 1] ?? []);
    if (number && roadLength(piece, 0) > 0) return { houseNumber: number.text, words: piece };
  }
  return undefined;
}

/** "12, les Glycines" */
function numberPieceThenName(pieces: Parameters<Rule>[0]): ReturnType<Rule> {
  return numberPieceThen(pieces, (words) => !/^[0-9]/.test(words[0] ?? ''));
}

/** "12 les Glycines" */
function numberThenName(pieces: Parameters<Rule>[0]): ReturnType<Rule> {
  for (const piece of pieces) {
    const number = readHouseNumber(piece, 0, (index) => !/^[LD]$/.test(piece[index - 1] ?? '') && index < piece.length);
    if (number && piece.length > number.length) return { houseNumber: number.text, words: piece.slice(number.length) };
  }
  return undefined;
}

function numberPieceThen(pieces: Parameters<Rule>[0], fits: (words: readonly string[]) => boolean): ReturnType<Rule> {
  for (const [index, piece] of pieces.entries()) {
    const number = wholeNumber(piece);
    const next = pieces[index + 1];
    if (number && next && fits(next)) return { houseNumber: number.text, words: next };
  }
  return undefined;
}

function numberBeforeRoad(piece: readonly string[], start: number): HouseNumber | undefined {
  const number = readHouseNumber(piece, start, (index) => roadLength(piece, index) > 0);
  return number && namesRoad(piece.slice(start + number.length)) ? number : undefined;
}

/** A kind of road with a name behind it, so that "12 R" alone is a number with its suffix. */
function namesRoad(words: readonly string[]): boolean {
  const road = roadLength(words, 0);
  return road > 0 && (road < words.length || NAMELESS.has(ROADS.get(words.join(' ')) ?? ''));
}

function wholeNumber(piece: readonly string[]): HouseNumber | undefined {
  const number = readHouseNumber(piece, 0, (index) => index === piece.length);
  return number?.length === piece.length ? number : undefined;
}

function roadLength(words: readonly string[], start: number): number {
  return spellingLength(words, start, ROAD_SPELLINGS);
}

/** The street in the normal form's spelling; empty where only a kind of road is named. */
function writeStreet(located: readonly string[]): string {
  let words = located.filter((word) => word !== RANGE);
  while (words[0] === 'L') words = words.slice(1);
  const road = roadLength(words, 0);
  if (road > 0) {
    const type = ROADS.get(words.slice(0, road).join(' ')) as string;
    if (words.length === road && !NAMELESS.has(type)) return '';
    return [type, ...words.slice(road)].join(' ');
  }
  const settlement = spellingLength(words, 0, SETTLEMENT_SPELLINGS);
  if (settlement === 0 || settlement === words.length) return words.join(' ');
  return [SETTLEMENTS.get(words.slice(0, settlement).join(' ')), ...words.slice(settlement)].join(' ');
}

function byAlias(table: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  return new Map(Object.entries(table).flatMap(([type, aliases]) => aliases.map((alias) => [alias, type] as const)));
}
