import type { Locale } from '#look';
import type { ContractFieldName } from './contract-fields.js';

interface ContractFieldsMessages {
  label: Readonly<Record<ContractFieldName, string>>;
  onWithdrawal: Readonly<Record<'erase' | 'restrict', string>>;
  /** A claim that is compared with values that the asker brings. */
  compared: (claim: string, values: number) => string;
  noRecipient: string;
  term: (dpv: string) => string;
  anchored: Readonly<Record<'yes' | 'no', string>>;
}

export const CONTRACT_FIELDS_MESSAGES: Readonly<Record<Locale, ContractFieldsMessages>> = {
  en: {
    label: {
      title: 'Title',
      verifier: 'Who may ask',
      purpose: 'What for',
      legalBasis: 'Legal basis',
      claims: 'What may be asked, at most',
      recipients: 'Who else receives it',
      retentionDays: 'Kept for',
      onWithdrawal: 'If consent is withdrawn',
      maxEvidenceAgeDays: 'Oldest evidence accepted',
      priceCents: 'Price of a proof',
      anchoredBeforeDecision: 'Order',
      legalTextDigest: 'Digest of the legal text',
    },
    onWithdrawal: {
      erase: 'The data is erased.',
      restrict: 'The law demands that the data is kept; until its time is over it may be used for nothing else.',
    },
    compared: (claim, values) =>
      `${claim} (yes or no; the asker names ${values === 1 ? '1 spelling' : `${values} spellings`} at most)`,
    noRecipient: 'Nobody',
    term: (dpv) => `Term: ${dpv}`,
    anchored: {
      yes: 'The decision waits until the receipt is anchored on the ledger.',
      no: 'The decision is made at once; the receipt is anchored afterwards.',
    },
  },
  fr: {
    label: {
      title: 'Titre',
      verifier: 'Qui peut demander',
      purpose: 'Pour quoi',
      legalBasis: 'Base légale',
      claims: 'Ce qui peut être demandé, au plus',
      recipients: 'Qui d’autre le reçoit',
      retentionDays: 'Conservation',
      onWithdrawal: 'En cas de retrait du consentement',
      maxEvidenceAgeDays: 'Ancienneté maximale du justificatif',
      priceCents: 'Prix d’un justificatif',
      anchoredBeforeDecision: 'Ordre',
      legalTextDigest: 'Empreinte du texte juridique',
    },
    onWithdrawal: {
      erase: 'Les données sont effacées.',
      restrict:
        'La loi impose de conserver les données\u00a0; jusqu’à leur échéance, elles ne peuvent servir à rien d’autre.',
    },
    compared: (claim, values) =>
      `${claim} (oui ou non\u00a0; le demandeur indique au plus ${values === 1 ? 'une graphie' : `${values} graphies`})`,
    noRecipient: 'Personne',
    term: (dpv) => `Terme\u00a0: ${dpv}`,
    anchored: {
      yes: 'La décision attend que le reçu soit ancré dans le registre.',
      no: 'La décision est prise aussitôt\u00a0; le reçu est ancré ensuite.',
    },
  },
};
