import type { NameWord } from './fold-name.js';
import { BETWEEN_HOLDERS, TITLES } from './name-tables.js';

/** Without the titles before a name: "M. et Mme Paul". What is a title only is taken for a name; so is "M-C", which is initials. */
export function withoutTitles(words: readonly NameWord[]): readonly NameWord[] {
  let start = 0;
  while (start < words.length - 1 && isBeforeName(words, start)) start++;
  return words.slice(start);
}

function isBeforeName(words: readonly NameWord[], index: number): boolean {
  const word = words[index]?.base ?? '';
  if (index > 0 && BETWEEN_HOLDERS.has(word)) return true;
  const isInitials = word === 'M' && words[index + 1]?.isJoined === true && words[index + 1]?.base.length === 1;
  return TITLES.has(word) && !isInitials;
}
