import type { Locale } from '#look';

interface LogMessages {
  title: string;
  lead: string;
  head: string;
  headLead: string;
  size: string;
  root: string;
  stateRoot: string;
  stateRootOf: (height: number) => string;
  collegesCaption: string;
  college: string;
  validators: string;
  signedAt: string;
  notVerified: string;
  checkpoint: string;
  rules: string;
  rulesLead: string;
  programme: string;
  programmeOf: (version: number) => string;
  quorum: string;
  percentage: (percent: number) => string;
  voting: string;
  votingOf: (min: string, max: string) => string;
  commission: string;
  period: string;
  suites: string;
  proofAge: string;
  one: string;
  oneLead: string;
  oneButton: string;
  whole: string;
  wholeLead: string;
  files: string;
  trust: string;
  genesis: string;
  checkpointFile: string;
  leavesCaption: string;
  leavesEmpty: string;
  part: string;
  file: string;
  partOf: (from: number, to: number) => string;
  older: string;
  example: string;
}

export const LOG_MESSAGES: Readonly<Record<Locale, LogMessages>> = {
  en: {
    title: 'Check it yourself',
    lead: 'You need not believe these pages. Here is what it takes to check the ledger on your own computer.',
    head: 'The log, now',
    headLead:
      'All entries are leaves of one tree. Its root is a fingerprint of everything that was ever entered; each college signs it after it has executed every entry itself.',
    size: 'Leaves',
    root: 'Root of the log',
    stateRoot: 'Root of the state',
    stateRootOf: (height) => `after block ${height}`,
    collegesCaption: 'We checked these signatures for this page; your own check needs the trust file below',
    college: 'College',
    validators: 'Members whose validators signed',
    signedAt: 'Signed',
    notVerified: 'The signatures could not be checked just now. Do not rely on what this page shows.',
    checkpoint: 'The signed root, as it is',
    rules: 'Rules in force',
    rulesLead: 'Each of them can only be changed by the colleges’ vote.',
    programme: 'Program of the ledger',
    programmeOf: (version) => `version ${version}`,
    quorum: 'Least part of a college that must vote',
    percentage: (percent) => `${percent} %`,
    voting: 'How long a vote lasts',
    votingOf: (min, max) => `between ${min} and ${max}`,
    commission: 'Cooperative’s part of each price',
    period: 'Time between two anchors of a member',
    suites: 'Kinds of signature accepted',
    proofAge: 'Oldest proof of the present state that wallets accept',
    one: 'Check one proof',
    oneLead:
      'Download the trust file, and the proof from the page of any entry or from your receipt. Then this command names the colleges that signed. It needs no network.',
    oneButton: 'Check a proof in the browser',
    whole: 'Check the whole log',
    wholeLead:
      'Download the leaves. Whoever executes them from the genesis on, by the program that the ledger names, must come to the same state root after each block and to the same root of the log.',
    files: 'Files',
    trust: 'Trust file (genesis and roots)',
    genesis: 'Genesis alone',
    checkpointFile: 'Signed root',
    leavesCaption: 'At most 1,000 leaves in a file, the newest first',
    leavesEmpty: 'The ledger does not answer at the moment.',
    part: 'Leaves',
    file: 'File',
    partOf: (from, to) => `${from.toLocaleString('en-GB')} to ${to.toLocaleString('en-GB')}`,
    older: 'Earlier leaves',
    example: 'All of it by command:',
  },
  fr: {
    title: 'Vérifier soi-même',
    lead: 'Vous n’avez pas à croire ces pages. Voici ce qu’il faut pour vérifier le registre sur votre propre ordinateur.',
    head: 'Le journal, en ce moment',
    headLead:
      'Toutes les écritures sont les feuilles d’un même arbre. Sa racine est l’empreinte de tout ce qui a jamais été inscrit\u00a0; chaque collège la signe après avoir exécuté lui-même chaque écriture.',
    size: 'Feuilles',
    root: 'Racine du journal',
    stateRoot: 'Racine de l’état',
    stateRootOf: (height) => `après le bloc ${height}`,
    collegesCaption:
      'Nous avons vérifié ces signatures pour cette page\u00a0; votre propre vérification demande le fichier de confiance ci-dessous',
    college: 'Collège',
    validators: 'Membres dont les validateurs ont signé',
    signedAt: 'Signé',
    notVerified: 'Les signatures n’ont pas pu être vérifiées à l’instant. Ne vous fiez pas à ce que montre cette page.',
    checkpoint: 'La racine signée, telle quelle',
    rules: 'Règles en vigueur',
    rulesLead: 'Chacune ne peut être modifiée que par le vote des collèges.',
    programme: 'Programme du registre',
    programmeOf: (version) => `version ${version}`,
    quorum: 'Part minimale d’un collège qui doit voter',
    percentage: (percent) => `${percent}\u00a0%`,
    voting: 'Durée d’un vote',
    votingOf: (min, max) => `entre ${min} et ${max}`,
    commission: 'Part de la coopérative sur chaque prix',
    period: 'Temps entre deux ancrages d’un membre',
    suites: 'Types de signature acceptés',
    proofAge: 'Ancienneté maximale d’une preuve de l’état présent acceptée par les portefeuilles',
    one: 'Vérifier une preuve',
    oneLead:
      'Téléchargez le fichier de confiance, et la preuve depuis la page d’une écriture ou depuis votre reçu. Cette commande nomme alors les collèges signataires. Elle n’a besoin d’aucun réseau.',
    oneButton: 'Vérifier une preuve dans le navigateur',
    whole: 'Vérifier tout le journal',
    wholeLead:
      'Téléchargez les feuilles. Qui les exécute depuis la genèse, selon le programme que nomme le registre, doit obtenir la même racine d’état après chaque bloc et la même racine du journal.',
    files: 'Fichiers',
    trust: 'Fichier de confiance (genèse et racines)',
    genesis: 'Genèse seule',
    checkpointFile: 'Racine signée',
    leavesCaption: 'Au plus 1 000 feuilles par fichier, les plus récentes d’abord',
    leavesEmpty: 'Le registre ne répond pas en ce moment.',
    part: 'Feuilles',
    file: 'Fichier',
    partOf: (from, to) => `${from.toLocaleString('fr-FR')} à ${to.toLocaleString('fr-FR')}`,
    older: 'Feuilles antérieures',
    example: 'Le tout par commande\u00a0:',
  },
};
