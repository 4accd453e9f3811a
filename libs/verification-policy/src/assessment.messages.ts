import { NAME_REASONS, nameSentence, type NameReason } from '#personal-name';
import type { Localised } from '#primitives';
import type { OwnReason, RuleReason } from './assessment.js';

/** No sentence holds a value that somebody showed. */
const SENTENCES: Readonly<Record<OwnReason, Localised>> = {
  presented: { en: 'An accepted proof was shown.', fr: 'Une preuve acceptée a été présentée.' },
  not_presented: {
    en: 'No accepted proof was shown for this.',
    fr: 'Aucune preuve acceptée n’a été présentée pour cela.',
  },
  issuer_accepted: {
    en: 'The issuer is one whom the policy accepts.',
    fr: 'L’émetteur est de ceux que la politique accepte.',
  },
  issuer_not_accepted: {
    en: 'The issuer is none of those whom the policy accepts.',
    fr: 'L’émetteur n’est pas de ceux que la politique accepte.',
  },
  confirmed: {
    en: 'The person lives at the address that was asked about.',
    fr: 'La personne habite à l’adresse demandée.',
  },
  not_confirmed: {
    en: 'The address was not confirmed. What was shown instead has not been kept.',
    fr: 'L’adresse n’a pas été confirmée. Ce qui a été montré à sa place n’a pas été conservé.',
  },
  address_not_asked: { en: 'No address was asked about.', fr: 'Aucune adresse n’a été demandée.' },
  evidence_recent: {
    en: 'The evidence is as recent as the policy wants.',
    fr: 'Le justificatif est aussi récent que la politique le veut.',
  },
  evidence_too_old: {
    en: 'The evidence is older than the policy allows.',
    fr: 'Le justificatif est plus ancien que la politique ne le permet.',
  },
  evidence_date_missing: {
    en: 'The date of the evidence was not shown.',
    fr: 'La date du justificatif n’a pas été présentée.',
  },
  evidence_date_malformed: {
    en: 'The date of the evidence is no date.',
    fr: 'La date du justificatif n’est pas une date.',
  },
  evidence_date_in_the_future: {
    en: 'The date of the evidence lies in the future.',
    fr: 'La date du justificatif est dans le futur.',
  },
  long_enough: {
    en: 'The person has been at the address for as long as the policy wants.',
    fr: 'La personne est à cette adresse depuis aussi longtemps que la politique le veut.',
  },
  not_long_enough: {
    en: 'The person has not been at the address for as long as the policy wants.',
    fr: 'La personne n’est pas à cette adresse depuis aussi longtemps que la politique le veut.',
  },
  months_not_presented: {
    en: 'For how long the person has been at the address was not shown.',
    fr: 'La durée de résidence n’a pas été présentée.',
  },
  old_enough: { en: 'The person has reached the age.', fr: 'La personne a atteint l’âge voulu.' },
  not_old_enough: { en: 'The person has not reached the age.', fr: 'La personne n’a pas atteint l’âge voulu.' },
  age_not_presented: {
    en: 'Whether the age is reached was not shown.',
    fr: 'Que l’âge soit atteint n’a pas été présenté.',
  },
  policy_changed: {
    en: 'The policy was changed while the question was open. Ask again.',
    fr: 'La politique a changé pendant que la question était ouverte. Posez-la de nouveau.',
  },
  not_verified: {
    en: 'The presentation itself was not accepted; its checks say why.',
    fr: 'La présentation elle-même n’a pas été acceptée ; ses contrôles disent pourquoi.',
  },
};

export const OWN_REASONS = Object.keys(SENTENCES) as OwnReason[];

export function reasonSentence(reason: RuleReason): Localised {
  return isNameReason(reason) ? nameSentence(reason) : SENTENCES[reason];
}

function isNameReason(reason: RuleReason): reason is NameReason {
  return (NAME_REASONS as readonly string[]).includes(reason);
}
