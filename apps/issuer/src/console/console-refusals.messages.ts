import type { Locale } from '#look';
import { SESSION_REFUSALS } from '#service-kit/sessions';

/** What the issuer's refusals mean to an operator, by code. */
const CONSOLE_REFUSALS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    ...SESSION_REFUSALS.en,
    unknown_subject_record: 'There is no such customer, or the customer has been erased.',
    unknown_offer: 'There is no such offer, or it can no longer be used.',
    unknown_import: 'There is no such customer file.',
    unknown_credential_type: 'Your organisation does not issue this kind of proof.',
    birth_evidence_missing:
      'A proof of age needs a verified date of birth. Import a file that says for this customer which document proved it, how reliably and when.',
    offer_redeemed:
      'The offer has been picked up already. To take the proofs back, withdraw them on the customer’s page.',
    import_conflict: 'Another file or an erasure changed the same customers at the same time. Import the file again.',
    body_too_large: 'The file is larger than this service takes.',
    malformed_cursor: 'This page of the list does not exist. Begin with the first page.',
  },
  fr: {
    ...SESSION_REFUSALS.fr,
    unknown_subject_record: 'Ce client n’existe pas, ou il a été effacé.',
    unknown_offer: 'Cette offre n’existe pas, ou elle ne peut plus servir.',
    unknown_import: 'Ce fichier clients n’existe pas.',
    unknown_credential_type: 'Votre organisme ne délivre pas ce type de justificatif.',
    birth_evidence_missing:
      'Une preuve d’âge exige une date de naissance vérifiée. Importez un fichier qui dit pour ce client quel document l’a prouvée, avec quel niveau de garantie et quand.',
    offer_redeemed:
      'L’offre a déjà été retirée par le client. Pour reprendre les justificatifs, retirez-les depuis la page du client.',
    import_conflict:
      'Un autre fichier ou un effacement a modifié les mêmes clients au même moment. Importez de nouveau le fichier.',
    body_too_large: 'Le fichier dépasse la taille que ce service accepte.',
    malformed_cursor: 'Cette page de la liste n’existe pas. Recommencez à la première page.',
  },
};

export function consoleRefusal(code: string, locale: Locale): string | undefined {
  const sentences = CONSOLE_REFUSALS[locale];
  return Object.hasOwn(sentences, code) ? sentences[code] : undefined;
}
