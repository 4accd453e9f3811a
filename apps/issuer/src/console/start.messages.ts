import type { Locale } from '#look';

export interface StartMessages {
  title: string;
  figures: { customers: string; credentials: string; offers: string };
  import: {
    title: string;
    none: string;
    at: string;
    counts: (accepted: number, refused: number) => string;
    report: string;
    new: string;
  };
  lists: {
    title: string;
    explain: (time: string) => string;
    list: string;
    state: string;
    published: string;
    waiting: string;
    empty: string;
  };
  find: { title: string };
  certificate: { ends: (days: number) => string; ended: string };
}

export const START_MESSAGES: Readonly<Record<Locale, StartMessages>> = {
  en: {
    title: 'Start',
    figures: {
      customers: 'customers',
      credentials: 'proofs of residence in force',
      offers: 'offers waiting to be picked up',
    },
    import: {
      title: 'Last customer file',
      none: 'No customer file has been imported yet. That is the first thing to do: offers are made to customers from it.',
      at: 'Imported on',
      counts: (accepted, refused) =>
        `${accepted} new or changed, ${refused === 0 ? 'none refused' : `${refused} refused`}`,
      report: 'See the report',
      new: 'Import a customer file',
    },
    lists: {
      title: 'Withdrawn proofs',
      explain: (time) =>
        `Banks and cities learn from these lists which proofs you have withdrawn. Once a list says so, the proof is refused everywhere after ${time} at the latest.`,
      list: 'List',
      state: 'State',
      published: 'up to date, and recorded on the public ledger',
      waiting: 'the newest change is waiting to be recorded on the public ledger; this repeats by itself',
      empty: 'The first list is being made.',
    },
    find: { title: 'Find a customer' },
    certificate: {
      ends: (days) =>
        `The certificate under which your proofs are signed ends ${days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`}. After that no proof can be given out, and banks and cities no longer accept the earlier ones. Tell whoever runs this service to have its key renewed.`,
      ended:
        'The certificate under which your proofs are signed has ended: no proof can be given out, and banks and cities no longer accept the earlier ones. Tell whoever runs this service to have its key renewed.',
    },
  },
  fr: {
    title: 'Accueil',
    figures: {
      customers: 'clients',
      credentials: 'justificatifs de domicile en vigueur',
      offers: 'offres en attente de retrait',
    },
    import: {
      title: 'Dernier fichier clients',
      none: 'Aucun fichier clients n’a encore été importé. C’est la première chose à faire\u00a0: les offres sont proposées aux clients qui y figurent.',
      at: 'Importé le',
      counts: (accepted, refused) =>
        `${accepted} nouvelles ou modifiées, ${refused === 0 ? 'aucune refusée' : `${refused} refusées`}`,
      report: 'Voir le compte rendu',
      new: 'Importer un fichier clients',
    },
    lists: {
      title: 'Justificatifs retirés',
      explain: (time) =>
        `Ces listes indiquent aux banques et aux villes les justificatifs que vous avez retirés. Dès qu’une liste le dit, le justificatif est refusé partout au bout de ${time} au plus.`,
      list: 'Liste',
      state: 'État',
      published: 'à jour, et inscrite au registre public',
      waiting:
        'la dernière modification attend son inscription au registre public\u00a0; l’opération se répète d’elle-même',
      empty: 'La première liste est en cours de création.',
    },
    find: { title: 'Trouver un client' },
    certificate: {
      ends: (days) =>
        `Le certificat sous lequel vos justificatifs sont signés expire ${days === 0 ? 'aujourd’hui' : days === 1 ? 'demain' : `dans ${days} jours`}. Ensuite, aucun justificatif ne pourra être délivré, et les banques et les villes n’accepteront plus les précédents. Prévenez la personne qui exploite ce service, pour qu’elle fasse renouveler sa clé.`,
      ended:
        'Le certificat sous lequel vos justificatifs sont signés a expiré\u00a0: aucun justificatif ne peut être délivré, et les banques et les villes n’acceptent plus les précédents. Prévenez la personne qui exploite ce service, pour qu’elle fasse renouveler sa clé.',
    },
  },
};
