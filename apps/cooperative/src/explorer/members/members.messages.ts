import type { Locale } from '#look';

interface MembersMessages {
  title: string;
  lead: string;
  caption: (college: string) => string;
  empty: string;
  name: string;
  legalId: string;
  college: string;
  since: string;
  votesSince: string;
  status: string;
  identifier: string;
  keys: string;
  keysLead: string;
  keysCaption: string;
  key: string;
  suite: string;
  term: string;
  issuing: string;
  issuingLead: string;
  issuingCaption: string;
  credential: string;
  lists: string;
  asking: string;
  askingLead: string;
  askingCaption: string;
  noContract: string;
  contract: string;
  price: string;
  leafKeys: string;
  leafKeysCaption: string;
  noRole: string;
  decisions: string;
  decisionsCaption: string;
  noDecision: string;
  allDecisions: string;
}

export const MEMBERS_MESSAGES: Readonly<Record<Locale, MembersMessages>> = {
  en: {
    title: 'Members and colleges',
    lead: 'The organisations that make up the cooperative. Citizens who hold proofs in their wallets are not listed anywhere.',
    caption: (college) => `Members of the college “${college}”`,
    empty: 'This college has no member on this page.',
    name: 'Name',
    legalId: 'Registration number',
    college: 'College',
    since: 'Member since',
    votesSince: 'Votes in its college since',
    status: 'Status',
    identifier: 'Identifier (DID)',
    keys: 'Keys that sign its entries',
    keysLead:
      'With these keys the member signs proposals, votes and anchors. A signature counts only within the key’s term.',
    keysCaption: 'Keys and their terms',
    key: 'Key (thumbprint)',
    suite: 'Kind',
    term: 'In force',
    issuing: 'May issue',
    issuingLead: 'Which proofs this member may give to its customers, and for how long.',
    issuingCaption: 'Kinds of proof',
    credential: 'Kind of proof',
    lists: 'Its lists of withdrawn proofs begin with',
    asking: 'May ask',
    askingLead:
      'This member may ask citizens for proofs, but only under a data-use contract that the colleges approved.',
    askingCaption: 'Data-use contracts of this member',
    noContract: 'There is no contract under which it may ask.',
    contract: 'Contract',
    price: 'Price of a proof',
    leafKeys: 'Keys with which it does so',
    leafKeysCaption: 'Digests of the certified keys, and their terms',
    noRole: 'This member neither issues proofs nor asks for any.',
    decisions: 'Decisions about this member',
    decisionsCaption: 'The ten newest entries that name it, apart from ballots and anchors',
    noDecision: 'It has been a member since the beginning, and no decision has named it since.',
    allDecisions: 'All entries that name it',
  },
  fr: {
    title: 'Membres et collèges',
    lead: 'Les organisations qui forment la coopérative. Les citoyens qui détiennent des justificatifs dans leur portefeuille ne figurent sur aucune liste.',
    caption: (college) => `Membres du collège «\u00a0${college}\u00a0»`,
    empty: 'Ce collège n’a pas de membre sur cette page.',
    name: 'Nom',
    legalId: 'Numéro d’immatriculation',
    college: 'Collège',
    since: 'Membre depuis',
    votesSince: 'Vote dans son collège depuis',
    status: 'Statut',
    identifier: 'Identifiant (DID)',
    keys: 'Clés qui signent ses écritures',
    keysLead:
      'Avec ces clés, le membre signe propositions, votes et ancrages. Une signature ne compte que pendant la durée de la clé.',
    keysCaption: 'Clés et durées',
    key: 'Clé (empreinte)',
    suite: 'Type',
    term: 'En vigueur',
    issuing: 'Peut délivrer',
    issuingLead: 'Les justificatifs que ce membre peut remettre à ses clients, et pour combien de temps.',
    issuingCaption: 'Types de justificatif',
    credential: 'Type de justificatif',
    lists: 'Ses listes de justificatifs retirés commencent par',
    asking: 'Peut demander',
    askingLead:
      'Ce membre peut demander des justificatifs aux citoyens, mais seulement au titre d’un contrat d’utilisation des données approuvé par les collèges.',
    askingCaption: 'Contrats d’utilisation des données de ce membre',
    noContract: 'Il n’y a pas de contrat au titre duquel il peut demander.',
    contract: 'Contrat',
    price: 'Prix d’un justificatif',
    leafKeys: 'Clés avec lesquelles il le fait',
    leafKeysCaption: 'Empreintes des clés certifiées, et durées',
    noRole: 'Ce membre ne délivre pas de justificatifs et n’en demande pas.',
    decisions: 'Décisions concernant ce membre',
    decisionsCaption: 'Les dix dernières écritures qui le nomment, hors bulletins et ancrages',
    noDecision: 'Il est membre depuis le début, et aucune décision ne l’a nommé depuis.',
    allDecisions: 'Toutes les écritures qui le nomment',
  },
};
