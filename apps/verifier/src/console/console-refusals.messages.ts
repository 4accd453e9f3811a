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
    unknown_policy: 'There are no such rules any more. Please choose the question again.',
    policy_not_covered: 'The contract does not allow to ask for what these rules need. Please choose another question.',
    names_required: 'These rules compare the name. Please enter at least one of the names.',
    names_not_in_policy: 'These rules compare no name. Please leave the names empty.',
    expected_without_policy: 'A name is compared by rules only. Please leave the names empty, or choose rules.',
    addresses_not_in_policy: 'These rules compare no address. Please leave the address empty.',
    addresses_not_in_contract: 'The contract does not allow to compare an address. Please leave the address empty.',
    malformed_mail_address:
      'This is not one e-mail address. Please enter exactly one, such as name@example.org, and nothing else.',
    mail_not_offered: 'This service sends no e-mails. Please show the code here at the counter instead.',
    too_many_mails:
      'Too many e-mails were sent in the last ten minutes, in all or to this address. Please wait, or show the code here at the counter.',
    mail_not_sent:
      'The e-mail could not be sent, so nobody was asked: the question was cancelled. Please try again, or show the code here at the counter.',
    no_code_to_show:
      'Nobody is waited for any more, or the question is asked on another page. There is no code to show.',
    trust_unavailable:
      'The cooperative’s register has not been reached for too long. Please try again in a few minutes.',
    not_cancellable: 'It was answered, or its time was over, before you cancelled.',
    no_paper_path: 'Only what was not confirmed can be shown on paper instead.',
    no_evidence: 'There is no evidence of this: nothing was decided, or all of it was erased.',
    evidence_withheld: 'The evidence is withheld as the answer is.',
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
    unknown_policy: 'Ces règles n’existent plus. Veuillez choisir à nouveau la question.',
    policy_not_covered:
      'Le contrat ne permet pas de demander ce que ces règles exigent. Veuillez choisir une autre question.',
    names_required: 'Ces règles comparent le nom. Veuillez saisir au moins un des noms.',
    names_not_in_policy: 'Ces règles ne comparent aucun nom. Veuillez laisser les noms vides.',
    expected_without_policy:
      'Un nom n’est comparé que selon des règles. Veuillez laisser les noms vides, ou choisir des règles.',
    addresses_not_in_policy: 'Ces règles ne comparent aucune adresse. Veuillez laisser l’adresse vide.',
    addresses_not_in_contract: 'Le contrat ne permet pas de comparer une adresse. Veuillez laisser l’adresse vide.',
    malformed_mail_address:
      'Ce n’est pas une adresse électronique. Veuillez en saisir exactement une, comme nom@example.org, et rien d’autre.',
    mail_not_offered: 'Ce service n’envoie pas de courriels. Veuillez montrer le code ici, au guichet.',
    too_many_mails:
      'Trop de courriels ont été envoyés ces dix dernières minutes, au total ou à cette adresse. Veuillez patienter, ou montrer le code ici, au guichet.',
    mail_not_sent:
      'Le courriel n’a pas pu être envoyé ; personne n’a donc été interrogé : la question a été annulée. Veuillez réessayer, ou montrer le code ici, au guichet.',
    no_code_to_show:
      'Personne n’est plus attendu, ou la question est posée sur une autre page. Il n’y a pas de code à montrer.',
    trust_unavailable:
      'Le registre de la coopérative est injoignable depuis trop longtemps. Veuillez réessayer dans quelques minutes.',
    not_cancellable: 'La question a reçu une réponse, ou son délai était écoulé, avant votre annulation.',
    no_paper_path: 'Seul ce qui n’est pas confirmé peut être montré sur papier à la place.',
    no_evidence: 'Il n’y en a pas de preuve : rien n’a été décidé, ou tout a été effacé.',
    evidence_withheld: 'La preuve est retenue comme l’est la réponse.',
    malformed_cursor: 'Cette page de la liste n’existe pas. Recommencez aux plus récentes.',
  },
};

export function consoleRefusal(code: string, locale: Locale): string | undefined {
  const sentences = CONSOLE_REFUSALS[locale];
  return Object.hasOwn(sentences, code) ? sentences[code] : undefined;
}
