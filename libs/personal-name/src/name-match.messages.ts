import type { Localised } from '#primitives';
import type { NameReason } from './personal-name.js';

/** What a clerk or an auditor reads for each reason; no sentence holds a name. */
const SENTENCES: Readonly<Record<NameReason, Localised>> = {
  same: { en: 'The names are the same.', fr: 'Les noms sont les mêmes.' },
  same_letters: {
    en: 'The names have the same letters, with spaces or hyphens in other places.',
    fr: 'Les noms ont les mêmes lettres, les espaces ou traits d’union étant placés autrement.',
  },
  transliterated: {
    en: 'The names are the same once letters such as ü are written out.',
    fr: 'Les noms sont les mêmes une fois transcrites les lettres telles que ü.',
  },
  first_given_name: {
    en: 'The family name is the same, and so is the first given name; one side has further given names.',
    fr: 'Le nom est le même, ainsi que le premier prénom ; l’une des parties connaît d’autres prénoms.',
  },
  birth_name: {
    en: 'The family name of one side is the birth name of the other.',
    fr: 'Le nom connu d’une partie est le nom de naissance connu de l’autre.',
  },
  used_and_birth_name: {
    en: 'The family name of one side is the used name and the birth name of the other together.',
    fr: 'Le nom connu d’une partie réunit le nom d’usage et le nom de naissance connus de l’autre.',
  },
  initials: { en: 'A given name is shortened to its initial.', fr: 'Un prénom est réduit à son initiale.' },
  given_names_reordered: {
    en: 'The given names are the same in another order.',
    fr: 'Les prénoms sont les mêmes, dans un autre ordre.',
  },
  another_given_name: {
    en: 'One side has only a further given name of the other, not the first.',
    fr: 'L’une des parties ne connaît qu’un prénom secondaire, et non le premier.',
  },
  part_of_compound_name: {
    en: 'One side has only a part of a compound given name.',
    fr: 'L’une des parties ne connaît qu’une partie d’un prénom composé.',
  },
  one_of_two_holders: {
    en: 'The contract names two persons, and this is one of them.',
    fr: 'Le contrat nomme deux personnes, dont celle-ci.',
  },
  particle_missing: {
    en: 'The family names differ by a particle such as “de” only.',
    fr: 'Les noms ne diffèrent que par une particule, telle que « de ».',
  },
  family_names_reordered: {
    en: 'The parts of the family name are the same in another order.',
    fr: 'Les parties du nom sont les mêmes, dans un autre ordre.',
  },
  one_of_two_family_names: {
    en: 'One side has only a part of the family name of the other.',
    fr: 'L’une des parties ne connaît qu’une partie du nom connu de l’autre.',
  },
  names_swapped: {
    en: 'The names are the same, with given name and family name in each other’s place.',
    fr: 'Les noms sont les mêmes, prénom et nom étant intervertis.',
  },
  names_in_one_field: {
    en: 'The names are the same, but one side has given name and family name in one field.',
    fr: 'Les noms sont les mêmes, mais l’une des parties a réuni prénom et nom en un seul champ.',
  },
  truncated: {
    en: 'A name was cut off by a field too short for it.',
    fr: 'Un nom a été coupé par un champ trop court.',
  },
  family_name_only: {
    en: 'Only the family name could be compared; it is the same.',
    fr: 'Seul le nom a pu être comparé ; il est le même.',
  },
  given_name_only: {
    en: 'Only the given name could be compared; it is the same.',
    fr: 'Seul le prénom a pu être comparé ; il est le même.',
  },
  family_name_differs: { en: 'The family names differ.', fr: 'Les noms diffèrent.' },
  given_name_differs: { en: 'The given names differ.', fr: 'Les prénoms diffèrent.' },
  names_differ: { en: 'Family name and given name differ.', fr: 'Nom et prénom diffèrent.' },
  nothing_expected: { en: 'No name was given to compare with.', fr: 'Aucun nom n’a été indiqué pour comparer.' },
  nothing_presented: { en: 'The proof shows no name.', fr: 'La preuve ne montre aucun nom.' },
  name_too_long: { en: 'A name is too long to be compared.', fr: 'Un nom est trop long pour être comparé.' },
  scripts_differ: {
    en: 'The names are written in different scripts and were not compared.',
    fr: 'Les noms sont écrits dans des alphabets différents et n’ont pas été comparés.',
  },
  nothing_in_common: {
    en: 'One side has a given name only, the other a family name only.',
    fr: 'Une partie ne connaît que le prénom, l’autre que le nom.',
  },
};

export function nameSentence(reason: NameReason): Localised {
  return SENTENCES[reason];
}

export const NAME_REASONS = Object.keys(SENTENCES) as NameReason[];
