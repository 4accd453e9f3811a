/** Where on the form a refusal is to be read. */
export type QuestionPlace = 'names' | 'address' | 'mail' | 'form';

/** Why it was not asked, in the clerk's language, and beside what. */
export interface QuestionProblem {
  place: QuestionPlace;
  sentence: string;
}

const PLACES: Readonly<Record<string, QuestionPlace>> = {
  names_required: 'names',
  names_not_in_policy: 'names',
  expected_without_policy: 'names',
  addresses_required: 'address',
  addresses_not_in_policy: 'address',
  addresses_not_in_contract: 'address',
  address_not_canonical: 'address',
  malformed_mail_address: 'mail',
  mail_not_offered: 'mail',
  too_many_mails: 'mail',
  mail_not_sent: 'mail',
};

/** @param code of the refusal */
export function placeOf(code: string): QuestionPlace {
  return PLACES[code] ?? 'form';
}
