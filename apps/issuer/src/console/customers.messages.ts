import type { Locale } from '#look';
import type { BirthEvidence, BirthEvidenceKind } from '../claims/customer-facts.js';

export interface CustomersMessages {
  search: { label: string; hint: string; button: string; none: string };
  list: {
    title: string;
    caption: string;
    name: string;
    number: string;
    address: string;
    since: string;
    empty: string;
    next: string;
    first: string;
    erased: string;
  };
  details: {
    number: string;
    name: string;
    address: string;
    supply: string;
    role: string;
    since: string;
    evidence: string;
    birth: string;
    birthEvidence: string;
    /** What was seen, how sure it makes, and when. */
    seen: (kind: BirthEvidenceKind, assurance: BirthEvidence['assurance'], day: string) => string;
    updated: string;
    title: string;
  };
  supplies: Readonly<Record<string, string>>;
  roles: Readonly<Record<string, string>>;
}

const BIRTH_EVIDENCE: Readonly<Record<Locale, Record<BirthEvidenceKind, string>>> = {
  en: {
    identity_document: 'Identity card or passport',
    residence_permit: 'Residence permit',
    eid: 'Electronic identity',
    pid: 'Identity data of a European wallet',
  },
  fr: {
    identity_document: 'Carte d’identité ou passeport',
    residence_permit: 'Titre de séjour',
    eid: 'Identité numérique',
    pid: 'Données d’identification d’un portefeuille européen',
  },
};

export const CUSTOMERS_MESSAGES: Readonly<Record<Locale, CustomersMessages>> = {
  en: {
    search: {
      label: 'Customer number',
      hint: 'The whole number, as it stands on the invoice. Names are encrypted one by one and cannot be searched.',
      button: 'Find',
      none: 'No customer has this number. Check it; capital letters and hyphens count.',
    },
    list: {
      title: 'Customers',
      caption: 'Customers, in no particular order',
      name: 'Name',
      number: 'Customer number',
      address: 'Supply address',
      since: 'Supplied since',
      empty: 'There are no customers yet. Import a customer file first.',
      next: 'Next page',
      first: 'First page',
      erased:
        'The customer has been erased. Proofs in his or her wallet are being withdrawn, and a later file does not bring the data back.',
    },
    details: {
      title: 'What you attest',
      number: 'Customer number',
      name: 'Name',
      address: 'Supply address',
      supply: 'Supply',
      role: 'Role in the contract',
      since: 'Supplied since',
      evidence: 'Last evidence',
      birth: 'Date of birth',
      birthEvidence: 'Proved by',
      seen: (kind, assurance, day) =>
        `${BIRTH_EVIDENCE.en[kind]}, assurance ${assurance === 'high' ? 'high' : 'substantial'}, seen on ${day}`,
      updated: 'Last changed by a file',
    },
    supplies: { water: 'Water', electricity: 'Electricity', gas: 'Gas', fixed_telecom: 'Fixed telecom' },
    roles: { contract_holder: 'Contract holder', co_holder: 'Joint holder' },
  },
  fr: {
    search: {
      label: 'Numéro de client',
      hint: 'Le numéro entier, tel qu’il figure sur la facture. Les noms sont chiffrés un par un et ne peuvent pas être recherchés.',
      button: 'Rechercher',
      none: 'Aucun client n’a ce numéro. Vérifiez-le\u00a0; les majuscules et les tirets comptent.',
    },
    list: {
      title: 'Clients',
      caption: 'Clients, sans ordre particulier',
      name: 'Nom',
      number: 'Numéro de client',
      address: 'Adresse desservie',
      since: 'Desservi depuis',
      empty: 'Il n’y a pas encore de clients. Importez d’abord un fichier clients.',
      next: 'Page suivante',
      first: 'Première page',
      erased:
        'Le client a été effacé. Les justificatifs de son portefeuille sont en cours de retrait, et un fichier ultérieur ne fera pas revenir ses données.',
    },
    details: {
      title: 'Ce que vous attestez',
      number: 'Numéro de client',
      name: 'Nom',
      address: 'Adresse desservie',
      supply: 'Fourniture',
      role: 'Qualité au contrat',
      since: 'Desservi depuis',
      evidence: 'Dernière preuve',
      birth: 'Date de naissance',
      birthEvidence: 'Prouvée par',
      seen: (kind, assurance, day) =>
        `${BIRTH_EVIDENCE.fr[kind]}, garantie ${assurance === 'high' ? 'élevée' : 'substantielle'}, vue le ${day}`,
      updated: 'Dernière modification par un fichier',
    },
    supplies: { water: 'Eau', electricity: 'Électricité', gas: 'Gaz', fixed_telecom: 'Téléphonie fixe' },
    roles: { contract_holder: 'Titulaire du contrat', co_holder: 'Cotitulaire' },
  },
};
