import { refusal } from '#primitives';

/** Thirty-two signs that nobody confuses with each other: no i, l, o or u (Crockford's base 32). */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUP = 4;
const DIGEST_LENGTH = 32;

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** ICAO's spelling alphabet, without the letters that do not occur. */
const LETTERS = (
  'alfa bravo charlie delta echo foxtrot golf hotel juliett kilo mike november papa quebec romeo sierra tango victor ' +
  'whiskey xray yankee zulu'
).split(' ');
const SPOKEN = new Map<string, string>([
  ...DIGITS.map((word, digit) => [String(digit), word] as const),
  ...LETTERS.map((word) => [word.slice(0, 1), word] as const),
]);

/** Writes 32 bytes as thirteen groups of four signs, for people who compare them: all of the digest, nothing left out. */
export function spellDigest(digest: Uint8Array): string {
  if (digest.length !== DIGEST_LENGTH) throw refusal('malformed_digest', 'A digest has 32 bytes.');
  let rest = BigInt(`0x${Buffer.from(digest).toString('hex')}`) << 4n;
  let signs = '';
  for (; signs.length < 52; rest >>= 5n) signs = `${SIGNS[Number(rest & 31n)]}${signs}`;
  return signs.replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$& ');
}

/** One line a group, to be read out loud. */
export function speakDigest(spelt: string): string[] {
  return spelt.split(' ').map((group) => [...group].map((sign) => SPOKEN.get(sign)).join(' '));
}

/** Whether somebody wrote down the same digest; spaces, hyphens and capitals don't matter. */
export function isHeard(spelt: string, heard: string): boolean {
  return heard.toLowerCase().replace(/[\s-]/g, '') === spelt.replaceAll(' ', '');
}
