import type { Locale } from '#look';

interface ContractsMessages {
  title: string;
  lead: string;
  caption: string;
  empty: string;
  contract: string;
  who: string;
  price: string;
  status: string;
  versionColumn: string;
  version: (version: number) => string;
  versionTitle: (title: string, version: number) => string;
  suspended: string;
  ended: string;
  content: string;
  identifier: string;
  text: string;
  textVerified: string;
  textMissing: string;
  textOther: string;
  history: string;
  historyLead: string;
  adopted: (moment: string) => string;
  byFounders: string;
  byProposal: string;
  first: string;
  changed: (version: number) => string;
  unchanged: string;
  field: string;
  before: string;
  after: string;
  showVersion: string;
  current: string;
  older: string;
  entries: string;
  entriesCaption: string;
  noEntry: string;
}

export const CONTRACTS_MESSAGES: Readonly<Record<Locale, ContractsMessages>> = {
  en: {
    title: 'Data-use contracts',
    lead: 'Nobody may ask citizens for a proof without a contract that the colleges approved. Each one says who may ask, what for, what at most, how long it is kept and what it costs.',
    caption: 'All contracts, also suspended and ended ones',
    empty: 'There is no contract yet.',
    contract: 'Contract',
    who: 'Who may ask',
    price: 'Price of a proof',
    status: 'Status',
    versionColumn: 'Version',
    version: (version) => `Version ${version}`,
    versionTitle: (title, version) => `${title}, version ${version}`,
    suspended:
      'This contract is suspended: until it is back in force, nobody may ask under it, and wallets refuse to answer.',
    ended: 'This contract has ended: nobody may ask under it any more, and wallets refuse to answer.',
    content: 'What it says',
    identifier: 'Identifier',
    text: 'The legal text',
    textVerified: 'We computed the digest of the text below: it is the one that the contract names.',
    textMissing:
      'This service does not hold the text. Whoever holds it can check it against the digest on the page “Look up a file”.',
    textOther: 'In French',
    history: 'Versions',
    historyLead: 'A contract is never changed silently: each amendment is a new version, which the colleges approve.',
    adopted: (moment) => `Adopted ${moment}`,
    byFounders: 'by the founders together',
    byProposal: 'by the colleges’ vote',
    first: 'This is the first version.',
    changed: (version) => `What changed since version ${version}`,
    unchanged: 'Nothing but the number changed.',
    field: 'What',
    before: 'Before',
    after: 'Now',
    showVersion: 'Show this version',
    current: 'To the version in force',
    older: 'Older versions',
    entries: 'Entries about this contract',
    entriesCaption: 'The ten newest entries',
    noEntry: 'There is no entry.',
  },
  fr: {
    title: 'Contrats d’utilisation des données',
    lead: 'Personne ne peut demander de justificatif aux citoyens sans un contrat approuvé par les collèges. Chacun dit qui peut demander, pour quoi, quoi au plus, combien de temps c’est conservé et ce que cela coûte.',
    caption: 'Tous les contrats, y compris suspendus et terminés',
    empty: 'Il n’y a pas encore de contrat.',
    contract: 'Contrat',
    who: 'Qui peut demander',
    price: 'Prix d’un justificatif',
    status: 'Statut',
    versionColumn: 'Version',
    version: (version) => `Version ${version}`,
    versionTitle: (title, version) => `${title}, version ${version}`,
    suspended:
      'Ce contrat est suspendu\u00a0: tant qu’il n’est pas remis en vigueur, personne ne peut demander à ce titre, et les portefeuilles refusent de répondre.',
    ended:
      'Ce contrat est terminé\u00a0: plus personne ne peut demander à ce titre, et les portefeuilles refusent de répondre.',
    content: 'Ce qu’il dit',
    identifier: 'Identifiant',
    text: 'Le texte juridique',
    textVerified: 'Nous avons calculé l’empreinte du texte ci-dessous\u00a0: c’est celle que nomme le contrat.',
    textMissing:
      'Ce service ne possède pas le texte. Qui le possède peut le comparer à l’empreinte sur la page «\u00a0Rechercher un fichier\u00a0».',
    textOther: 'En anglais',
    history: 'Versions',
    historyLead:
      'Un contrat ne change jamais en silence\u00a0: chaque modification est une nouvelle version, approuvée par les collèges.',
    adopted: (moment) => `Adoptée le ${moment}`,
    byFounders: 'par les fondateurs ensemble',
    byProposal: 'par le vote des collèges',
    first: 'C’est la première version.',
    changed: (version) => `Ce qui a changé depuis la version ${version}`,
    unchanged: 'Rien n’a changé, hormis le numéro.',
    field: 'Quoi',
    before: 'Avant',
    after: 'Désormais',
    showVersion: 'Voir cette version',
    current: 'Vers la version en vigueur',
    older: 'Versions plus anciennes',
    entries: 'Écritures concernant ce contrat',
    entriesCaption: 'Les dix dernières écritures',
    noEntry: 'Il n’y a pas d’écriture.',
  },
};
