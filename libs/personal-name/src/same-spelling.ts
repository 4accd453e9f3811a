import type { NameWord } from './fold-name.js';

export type Spelling = 'same' | 'same_letters' | 'transliterated';

/** Whether two rows of words are one name, and how far apart they are written; `undefined` where they are two. */
export function sameSpelling(left: readonly NameWord[], right: readonly NameWord[]): Spelling | undefined {
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.length === right.length && left.every(({ base }, index) => base === right[index]?.base)) return 'same';
  const [one, other] = [lettersOf(left), lettersOf(right)];
  if (one.base === other.base) return 'same_letters';
  const isSecond = one.second === other.base || one.base === other.second || one.second === other.second;
  return isSecond ? 'transliterated' : undefined;
}

/** Its letters without any division. */
export function lettersOf(words: readonly NameWord[]): { base: string; second: string } {
  return { base: words.map(({ base }) => base).join(''), second: words.map(({ second }) => second).join('') };
}

/** Whether the words of `part` are among those of `whole`, each as often. */
export function areAmong(part: readonly NameWord[], whole: readonly NameWord[]): boolean {
  const left = whole.map(({ base }) => base);
  return part.every(({ base }) => {
    const index = left.indexOf(base);
    if (index < 0) return false;
    left.splice(index, 1);
    return true;
  });
}
