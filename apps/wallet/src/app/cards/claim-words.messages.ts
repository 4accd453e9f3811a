import type { Locale } from '../wallet-context.js';

const en = {
  yes: 'Yes',
  no: 'No',
  none: 'Not stated',
  hidden: 'Hidden',
  comparedAddress: 'Address, in the spelling in which it is compared',
  /** Codes that issuers write for things that a person calls otherwise. */
  codes: {
    water: 'Water',
    electricity: 'Electricity',
    gas: 'Gas',
    fixed_telecom: 'Fixed line or internet',
    contract_holder: 'Contract holder',
    co_holder: 'Joint contract holder',
  },
};

export type ClaimWords = typeof en;

export const CLAIM_WORDS: Readonly<Record<Locale, ClaimWords>> = {
  en,
  fr: {
    yes: 'Oui',
    no: 'Non',
    none: 'Non indiqué',
    hidden: 'Masqué',
    comparedAddress: 'Adresse, dans l’écriture qui sert à comparer',
    codes: {
      water: 'Eau',
      electricity: 'Électricité',
      gas: 'Gaz',
      fixed_telecom: 'Téléphone fixe ou internet',
      contract_holder: 'Titulaire du contrat',
      co_holder: 'Cotitulaire du contrat',
    },
  },
};
