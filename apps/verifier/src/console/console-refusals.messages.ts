import type { Locale } from '#look';
import { SESSION_REFUSALS } from '#service-kit/sessions';

/** What the verifier's refusals mean to a clerk, by code. */
const CONSOLE_REFUSALS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    ...SESSION_REFUSALS.en,
    unknown_verification: 'There is no such verification.',
    unknown_contract: 'There is no such contract for your organisation.',
    contract_not_in_force: 'The contract is not in force, so nobody may be asked under it.',
    addresses_required: 'Please enter the address that is to be confirmed.',
    address_not_canonical:
      'This address cannot be compared. Please enter number and street, a postal code of five digits, and the municipality.',
    trust_unavailable:
      'The cooperative’s register has not been reached for too long. Please try again in a few minutes.',
    not_cancellable: 'It was answered, or its time was over, before you cancelled.',
    malformed_cursor: 'This page of the list does not exist. Begin with the newest.',
  },
  fr: {
    ...SESSION_REFUSALS.fr,
    unknown_verification: 'Cette vérification n’existe pas.',
    unknown_contract: 'Votre organisme n’a pas ce contrat.',
    contract_not_in_force: 'Le contrat n’est pas en vigueur : personne ne peut être interrogé sur cette base.',
    addresses_required: 'Veuillez saisir l’adresse à confirmer.',
    address_not_canonical:
      'Cette adresse ne peut pas être comparée. Veuillez saisir le numéro et la voie, un code postal à cinq chiffres et la commune.',
    trust_unavailable:
      'Le registre de la coopérative est injoignable depuis trop longtemps. Veuillez réessayer dans quelques minutes.',
    not_cancellable: 'La question a reçu une réponse, ou son délai était écoulé, avant votre annulation.',
    malformed_cursor: 'Cette page de la liste n’existe pas. Recommencez aux plus récentes.',
  },
};

export function consoleRefusal(code: string, locale: Locale): string | undefined {
  const sentences = CONSOLE_REFUSALS[locale];
  return Object.hasOwn(sentences, code) ? sentences[code] : undefined;
}
