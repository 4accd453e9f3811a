import type { Locale } from '#look';

interface OverviewMessages {
  title: string;
  lead: string;
  what: readonly string[];
  developmentTitle: string;
  development: string;
  unavailable: string;
  now: string;
  height: string;
  lastAnchor: string;
  noAnchor: string;
  operators: string;
  operatorsOf: Readonly<Record<'single' | 'independent', string>>;
  engine: string;
  engineWords: string;
  began: string;
  founding: string;
  foundingRunning: string;
  foundingEnded: (moment: string) => string;
  colleges: string;
  collegesLead: string;
  members: (count: number) => string;
  latest: string;
  latestCaption: string;
  noDecision: string;
  allDecisions: string;
  find: string;
  findWords: string;
  findButton: string;
}

export const OVERVIEW_MESSAGES: Readonly<Record<Locale, OverviewMessages>> = {
  en: {
    title: 'The cooperative’s public ledger',
    lead: 'Who may issue proofs of residence, who may ask for them, for what, and at what price: here it is written down, for everyone to read and to check.',
    what: [
      'The members of the cooperative belong to colleges: service providers, data providers, citizens. They decide together, and each decision is entered here for good: nothing is ever changed or removed afterwards.',
      'Each time that a citizen shares a proof, a sealed mark of it goes into a periodic anchor. With her receipt she can show later that she agreed, and to what. The mark itself says nothing about her.',
      'No name, no address and no other personal data of a citizen is ever on this ledger.',
    ],
    developmentTitle: 'This is a development ledger',
    development:
      'All three keys that attest it are held by one operator. What it shows is good for trying out, and is no evidence against that operator.',
    unavailable: 'The ledger does not answer at the moment. What was entered before can still be read.',
    now: 'Now',
    height: 'Current block',
    lastAnchor: 'Last anchor',
    noAnchor: 'none yet',
    operators: 'Held by',
    operatorsOf: {
      single: 'one operator, who has the keys of all three colleges',
      independent: 'independent operators, at least one from each college',
    },
    engine: 'Kept by',
    engineWords: 'the cooperative’s own service; a cosigner of each college checks every block before it signs',
    began: 'Began',
    founding: 'Who decides',
    foundingRunning: 'the founders, together: the founding is still going on',
    foundingEnded: (moment) => `the members, by vote, since ${moment}`,
    colleges: 'Colleges',
    collegesLead: 'Within a college each member has one vote. A proposal is adopted when every college says yes.',
    members: (count) => (count === 1 ? '1 active member' : `${count} active members`),
    latest: 'Latest decisions',
    latestCaption: 'The five newest entries, apart from ballots and anchors',
    noDecision: 'Nothing has been decided yet.',
    allDecisions: 'All decisions',
    find: 'Do you hold a receipt, a proof or a contract text?',
    findWords: 'Your browser can find it on the ledger without sending it to us.',
    findButton: 'Look up a file',
  },
  fr: {
    title: 'Le registre public de la coopérative',
    lead: 'Qui peut délivrer des justificatifs de domicile, qui peut en demander, pour quoi et à quel prix\u00a0: c’est écrit ici, et chacun peut le lire et le vérifier.',
    what: [
      'Les membres de la coopérative forment des collèges\u00a0: fournisseurs de services, fournisseurs de données, citoyens. Ils décident ensemble, et chaque décision est inscrite ici pour toujours\u00a0: rien n’est jamais modifié ni retiré ensuite.',
      'Chaque fois qu’une personne partage un justificatif, une marque scellée entre dans un ancrage périodique. Son reçu lui permet de montrer plus tard qu’elle a donné son accord, et à quoi. La marque elle-même ne dit rien d’elle.',
      'Aucun nom, aucune adresse ni aucune autre donnée personnelle d’un citoyen ne figure jamais dans ce registre.',
    ],
    developmentTitle: 'Ceci est un registre de développement',
    development:
      'Les trois clés qui l’attestent sont détenues par un seul opérateur. Ce qu’il montre permet d’essayer, et ne constitue pas une preuve face à cet opérateur.',
    unavailable: 'Le registre ne répond pas en ce moment. Ce qui a été inscrit auparavant reste lisible.',
    now: 'En ce moment',
    height: 'Bloc actuel',
    lastAnchor: 'Dernier ancrage',
    noAnchor: 'aucun pour l’instant',
    operators: 'Détenu par',
    operatorsOf: {
      single: 'un seul opérateur, qui possède les clés des trois collèges',
      independent: 'des opérateurs indépendants, au moins un par collège',
    },
    engine: 'Tenu par',
    engineWords:
      'le service de la coopérative\u00a0; un cosignataire de chaque collège contrôle chaque bloc avant de le signer',
    began: 'Ouvert',
    founding: 'Qui décide',
    foundingRunning: 'les fondateurs, ensemble\u00a0: la fondation est en cours',
    foundingEnded: (moment) => `les membres, par vote, depuis le ${moment}`,
    colleges: 'Collèges',
    collegesLead:
      'Dans un collège, chaque membre a une voix. Une proposition est adoptée lorsque tous les collèges disent oui.',
    members: (count) => (count <= 1 ? `${count} membre actif` : `${count} membres actifs`),
    latest: 'Dernières décisions',
    latestCaption: 'Les cinq dernières écritures, hors bulletins et ancrages',
    noDecision: 'Rien n’a encore été décidé.',
    allDecisions: 'Toutes les décisions',
    find: 'Vous avez un reçu, une preuve ou un texte de contrat\u00a0?',
    findWords: 'Votre navigateur peut le retrouver dans le registre sans nous l’envoyer.',
    findButton: 'Rechercher un fichier',
  },
};
