import { expandNames } from './expand-names.js';
import { foldLetters, foldWords } from './fold-words.js';
import { MUNICIPALITIES_WITH_ARRONDISSEMENTS } from './street-words.js';

const ARRONDISSEMENT =
  /^(?:[0-9]{1,2}(?:E|EME|IEME|ER)?|[0-9]{5}|[IVX]{1,5}(?:E|EME|ER)?|ARRONDISSEMENT|ARRDT|ARR|E|EME|ER)$/;

/** The municipality's name without postal code, CEDEX and arrondissement; empty where nothing is left. */
export function writeMunicipality(locality: string, postalCode: string): string {
  // "Chalon s/Saône" and "Villeneuve-lès-Avignon" are written three ways.
  const named = foldLetters(locality)
    .replace(/\bS\/S\b/gu, ' SOUS ')
    .replace(/\bS\/ ?/gu, ' SUR ');
  let words = expandNames(foldWords(named)).map((word) => (word === 'LEZ' ? 'LES' : word));
  if (words[0] === 'F' && /^[0-9]{5}$/.test(words[1] ?? '')) words = words.slice(1);
  if (words[0] === postalCode) words = words.slice(1);
  const cedex = words.indexOf('CEDEX');
  if (cedex >= 0) words = words.slice(0, cedex);
  const [first, ...rest] = words;
  if (first !== undefined && MUNICIPALITIES_WITH_ARRONDISSEMENTS.has(first) && rest.every(isArrondissement)) {
    return first;
  }
  return words.join(' ');
}

function isArrondissement(word: string): boolean {
  return ARRONDISSEMENT.test(word);
}
