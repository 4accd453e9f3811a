/** Letters that Unicode does not take apart into a base letter and marks. */
const LETTERS: Readonly<Record<string, string>> = { Œ: 'OE', Æ: 'AE', ẞ: 'SS', Ø: 'O', Đ: 'D', Ł: 'L' };
const BASE_RANGE =
  /\b([0-9]{1,5} ?(?:BIS|TER|QUATER|QUINQUIES|[A-Z])?) ?(?:[-–—/]| A ) ?(?=[0-9]{1,5}(?:\b|BIS\b|TER\b|QUATER\b|[A-Z]\b))/gu;
/** A private-use character, which no letter pattern matches: holds the place of a range's hyphen. */
const PLACE_OF_RANGE = '\uE000';

/** The word between the ends of "12-14", "12/14" and "12 à 14". */
export const RANGE = '-';

/**
 * One line as upper-case words of letters and digits: accents, punctuation and kinds of white space gone. Independent of
 * any locale, so that browser and server agree. Letters of other scripts stay as they are, so that nothing is made equal
 * by being dropped.
 */
export function foldWords(line: string): string[] {
  return splitWords(foldLetters(line).replaceAll(PLACE_OF_RANGE, ' '));
}

/** The pieces of an address between line breaks, commas and " - ", each as words; ranges hold the word {@link RANGE}. */
export function foldLines(text: string): string[][] {
  return foldLetters(text)
    .replaceAll(PLACE_OF_RANGE, ' ')
    .replace(/[^\S\r\n]+/gu, ' ')
    .replace(/\bC\/O\b/gu, 'CHEZ')
    .replace(BASE_RANGE, `$1 ${PLACE_OF_RANGE} `)
    .replace(/([0-9]) L'/gu, '$1 ')
    .split(/[\r\n,;()]| [-–—] /u)
    .map(splitWords)
    .filter((words) => words.length > 0);
}

/** Upper case without accents; punctuation stays for whoever still needs to see it. */
export function foldLetters(text: string): string {
  const upper = stripMarks(stripMarks(text).toUpperCase());
  return upper.replace(/[ŒÆẞØĐŁ]/gu, (letter) => LETTERS[letter] ?? letter).replace(/[ʼ’‘`´′]/gu, "'");
}

function splitWords(folded: string): string[] {
  return folded
    .split(/[^\p{L}\p{N}\uE000]+/u)
    .filter((word) => word !== '')
    .map((word) => (word === PLACE_OF_RANGE ? RANGE : word.replaceAll(PLACE_OF_RANGE, '')));
}

function stripMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}
