import type { SeededRandom } from '../simulation/seeded-random.js';

/** Bytes at which parsers of our formats decide something: ends of ranges, CBOR's heads, separators, what JSON and Base 64 mind. */
const INTERESTING = [0, 1, 0x17, 0x18, 0x1b, 0x1f, 0x3b, 0x40, 0x5f, 0x7f, 0x80, 0x9f, 0xbf, 0xd8, 0xf6, 0xfb, 0xff];
const SEPARATORS = [...'.~"\\{}[],:=-_ &%\n'].map((character) => character.charCodeAt(0));
/** Texts that stand for trouble where a text or number is read. */
const TOKENS = [
  '__proto__',
  'constructor',
  '"\\u0000"',
  '1e309',
  '-0',
  '9007199254740993',
  'null',
  '[[[[',
  '{"a":',
  '..',
  '~~',
  '\ud800',
];
const MAX_LENGTH = 64 * 1024;
const encoder = new TextEncoder();

type Mutation = (bytes: Uint8Array, random: SeededRandom, other: Uint8Array) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  flipBit,
  setByte,
  removePart,
  repeatPart,
  insertToken,
  splice,
  cutOff,
  swapParts,
];

/**
 * A neighbour of a sample: one to six small changes, of bytes and of what lies between separators.
 * @param other a second sample, of which a part may come in
 */
export function mutate(sample: Uint8Array, random: SeededRandom, other: Uint8Array): Uint8Array {
  let bytes = sample;
  for (let left = random.between(1, 6); left > 0; left--) bytes = random.pick(MUTATIONS)(bytes, random, other);
  return bytes.subarray(0, MAX_LENGTH);
}

function flipBit(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  return changed(bytes, random, (byte) => byte ^ (1 << random.between(0, 7)));
}

function setByte(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const values = random.chance(0.5) ? INTERESTING : SEPARATORS;
  return changed(bytes, random, () => random.pick(values));
}

function changed(bytes: Uint8Array, random: SeededRandom, change: (byte: number) => number): Uint8Array {
  if (bytes.length === 0) return bytes;
  const copy = bytes.slice();
  const place = random.between(0, copy.length - 1);
  copy[place] = change(copy[place] ?? 0);
  return copy;
}

function removePart(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const [from, to] = part(bytes, random);
  return join(bytes.subarray(0, from), bytes.subarray(to));
}

function repeatPart(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const [from, to] = part(bytes, random);
  const times = random.chance(0.1) ? random.between(8, 200) : 1;
  const repeated = Array.from({ length: times }, () => bytes.subarray(from, to));
  return join(bytes.subarray(0, to), ...repeated, bytes.subarray(to));
}

function insertToken(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const place = random.between(0, bytes.length);
  return join(bytes.subarray(0, place), encoder.encode(random.pick(TOKENS)), bytes.subarray(place));
}

function splice(bytes: Uint8Array, random: SeededRandom, other: Uint8Array): Uint8Array {
  const place = random.between(0, bytes.length);
  const [from, to] = part(other, random);
  return join(bytes.subarray(0, place), other.subarray(from, to), bytes.subarray(place));
}

function cutOff(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  return bytes.subarray(0, random.between(0, bytes.length));
}

function swapParts(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const [from, to] = part(bytes, random);
  const place = random.between(to, bytes.length);
  return join(bytes.subarray(0, from), bytes.subarray(to, place), bytes.subarray(from, to), bytes.subarray(place));
}

/** From here to there; often from one separator to the next, so that whole members and segments move. */
function part(bytes: Uint8Array, random: SeededRandom): [number, number] {
  const from = random.between(0, bytes.length);
  if (random.chance(0.5)) return [from, Math.min(bytes.length, from + random.between(0, 64))];
  const isSeparator = (place: number) => SEPARATORS.includes(bytes[place] ?? -1);
  let to = from;
  while (to < bytes.length && !isSeparator(to)) to++;
  return [from, Math.min(bytes.length, to + 1)];
}

function join(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const bytes of parts) {
    whole.set(bytes, place);
    place += bytes.length;
  }
  return whole;
}
