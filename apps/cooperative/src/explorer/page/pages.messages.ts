import type { College } from '#ledger';
import type { Locale } from '#look';

export type Section =
  'overview' | 'members' | 'contracts' | 'proposals' | 'anchors' | 'accounts' | 'ledgerTransactions' | 'log' | 'find';

interface PagesMessages {
  sections: string;
  section: Readonly<Record<Section, string>>;
  footer: string;
  behind: string;
  colleges: Readonly<Record<College, string>>;
  memberStatus: Readonly<Record<'active' | 'suspended' | 'excluded', string>>;
  roleStatus: Readonly<Record<'active' | 'suspended' | 'ended', string>>;
  contractStatus: Readonly<Record<'in_force' | 'suspended' | 'ended', string>>;
  since: (from: string) => string;
  fromTo: (from: string, until: string) => string;
  olderEntries: string;
  newestEntries: string;
  nextPage: string;
  firstPage: string;
  pages: string;
  days: (count: number) => string;
  refusal: Readonly<Record<string, string>>;
}

export const PAGES_MESSAGES: Readonly<Record<Locale, PagesMessages>> = {
  en: {
    sections: 'Parts of the public ledger',
    section: {
      overview: 'Overview',
      members: 'Members',
      contracts: 'Contracts',
      proposals: 'Votes',
      anchors: 'Anchors',
      accounts: 'Accounts',
      ledgerTransactions: 'Entries',
      log: 'Check it yourself',
      find: 'Look up a file',
    },
    footer:
      'Everyone may read these pages, without signing in. They hold no personal data, and we keep nothing about your visit but the language that you choose.',
    behind: 'This page is still reading the ledger: the newest entries may be missing. Please look again in a moment.',
    colleges: { service_providers: 'Service providers', data_providers: 'Data providers', citizens: 'Citizens' },
    memberStatus: { active: 'Active', suspended: 'Suspended', excluded: 'Excluded' },
    roleStatus: { active: 'In force', suspended: 'Suspended', ended: 'Ended' },
    contractStatus: { in_force: 'In force', suspended: 'Suspended', ended: 'Ended' },
    since: (from) => `since ${from}`,
    fromTo: (from, until) => `from ${from} to ${until}`,
    olderEntries: 'Older',
    newestEntries: 'Back to the newest',
    nextPage: 'Next page',
    firstPage: 'First page',
    pages: 'Pages',
    days: (count) => (count === 1 ? '1 day' : `${count.toLocaleString('en-GB')} days`),
    refusal: {
      invalid_cursor: 'This page of the list cannot be found. Please start from the beginning of the list.',
      invalid_request: 'The address of this page is not complete, or it was changed on the way.',
      unknown_member: 'The cooperative has no member of this name.',
      unknown_contract: 'There is no such data-use contract, or no such version of it.',
      unknown_proposal: 'There is no such proposal.',
      unknown_ledger_transaction: 'The ledger holds no such entry.',
      malformed_digest:
        'That is not a digest. A digest is 64 characters from 0 to 9 and a to f, or 43 letters and digits.',
    },
  },
  fr: {
    sections: 'Rubriques du registre public',
    section: {
      overview: 'Vue d’ensemble',
      members: 'Membres',
      contracts: 'Contrats',
      proposals: 'Votes',
      anchors: 'Ancrages',
      accounts: 'Comptes',
      ledgerTransactions: 'Écritures',
      log: 'Vérifier soi-même',
      find: 'Rechercher un fichier',
    },
    footer:
      'Chacun peut lire ces pages sans s’identifier. Elles ne contiennent aucune donnée personnelle, et nous ne conservons rien de votre visite, hormis la langue que vous choisissez.',
    behind:
      'Cette page est encore en train de lire le registre\u00a0: les dernières écritures peuvent manquer. Veuillez revenir dans un instant.',
    colleges: {
      service_providers: 'Fournisseurs de services',
      data_providers: 'Fournisseurs de données',
      citizens: 'Citoyens',
    },
    memberStatus: { active: 'Actif', suspended: 'Suspendu', excluded: 'Exclu' },
    roleStatus: { active: 'En vigueur', suspended: 'Suspendu', ended: 'Terminé' },
    contractStatus: { in_force: 'En vigueur', suspended: 'Suspendu', ended: 'Terminé' },
    since: (from) => `depuis le ${from}`,
    fromTo: (from, until) => `du ${from} au ${until}`,
    olderEntries: 'Plus anciennes',
    newestEntries: 'Revenir aux plus récentes',
    nextPage: 'Page suivante',
    firstPage: 'Première page',
    pages: 'Pages',
    days: (count) => (count <= 1 ? `${count} jour` : `${count.toLocaleString('fr-FR')} jours`),
    refusal: {
      invalid_cursor: 'Cette page de la liste est introuvable. Veuillez reprendre au début de la liste.',
      invalid_request: 'L’adresse de cette page est incomplète, ou elle a été modifiée en chemin.',
      unknown_member: 'La coopérative n’a pas de membre de ce nom.',
      unknown_contract: 'Ce contrat d’utilisation des données n’existe pas, ou pas dans cette version.',
      unknown_proposal: 'Cette proposition n’existe pas.',
      unknown_ledger_transaction: 'Le registre ne contient pas cette écriture.',
      malformed_digest:
        'Ceci n’est pas une empreinte. Une empreinte compte 64 caractères de 0 à 9 et de a à f, ou 43 lettres et chiffres.',
    },
  },
};
