/** A name as somebody holds it; each part as it was written, and absent where it is not known. */
export interface PersonalName {
  givenName?: string | undefined;
  /** The name that the person uses, or the only one known. */
  familyName?: string | undefined;
  /** The family name at birth, where it is known apart. */
  birthName?: string | undefined;
}

/** The version of the rules and of their tables; a change that judges a pair otherwise makes `name2`. */
export const NAME_RULES = 'name1';

/** No part of a name may be longer, in UTF-16 code units; what is longer is not compared. */
export const MAX_NAME_LENGTH = 200;

/** What was found of two names; the reasons are stable. */
export type NameMatch =
  | { outcome: 'match'; reason: MatchReason }
  | { outcome: 'partial'; reason: PartialReason }
  | { outcome: 'no_match'; reason: NoMatchReason }
  | { outcome: 'not_available'; reason: NotAvailableReason };

export type NameOutcome = NameMatch['outcome'];
export type NameReason = NameMatch['reason'];

export type MatchReason =
  /** But for case, accents, apostrophes, titles and the place of a particle. */
  | 'same'
  /** The same letters, divided otherwise: `JEANPIERRE`, `Jean Pierre`, `Jean-Pierre`. */
  | 'same_letters'
  /** `Müller`, `Mueller`: by the second spelling of the table of transliteration. */
  | 'transliterated'
  /** One side has the first given name, or the first ones, of several. */
  | 'first_given_name'
  /** The one's family name is the other's name at birth. */
  | 'birth_name'
  /** The one's family name is the other's two names together. */
  | 'used_and_birth_name';

export type PartialReason =
  | 'initials'
  | 'given_names_reordered'
  /** A given name of the other's, and not the first. */
  | 'another_given_name'
  /** `Jean` and `Jean-Pierre`. */
  | 'part_of_compound_name'
  /** A contract of two persons, one of whom it is. */
  | 'one_of_two_holders'
  | 'particle_missing'
  | 'family_names_reordered'
  /** One of a double name. */
  | 'one_of_two_family_names'
  | 'names_swapped'
  | 'names_in_one_field'
  | 'truncated'
  /** Only the family name can be compared, and is the same. */
  | 'family_name_only'
  | 'given_name_only';

export type NoMatchReason = 'family_name_differs' | 'given_name_differs' | 'names_differ';

export type NotAvailableReason =
  | 'nothing_expected'
  | 'nothing_presented'
  | 'name_too_long'
  /** One in Latin letters, the other in others: nobody here transcribes. */
  | 'scripts_differ'
  /** The one is a given name, the other a family name. */
  | 'nothing_in_common';
