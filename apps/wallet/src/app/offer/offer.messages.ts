import type { OfferProblem } from '#holder';
import type { Locale } from '../wallet-context.js';

interface ProblemText {
  title: string;
  text: string;
}

const problemsEn: Record<OfferProblem, ProblemText> = {
  wrong_code: { title: 'The code is wrong', text: 'Look at the code again and type it anew.' },
  locked: {
    title: 'Too many wrong codes: this offer is locked',
    text: 'This protects you from somebody else guessing. Ask the company for a new offer.',
  },
  used: {
    title: 'This offer has been used, or has ended',
    text: 'An offer gives a proof once. If it was you, you find the proof among yours. Otherwise tell the company, and ask for a new offer.',
  },
  expired: {
    title: 'This offer has ended',
    text: 'Offers are valid for a limited time. Ask the company for a new one.',
  },
  withdrawn: { title: 'The company has withdrawn this offer', text: 'Ask it for a new one.' },
  unknown: { title: 'The company does not know this offer', text: 'Copy the whole link, or scan the code again.' },
  other: { title: 'The company did not accept the offer', text: 'Ask it for a new one.' },
};
const problemsFr: Record<OfferProblem, ProblemText> = {
  wrong_code: { title: 'Le code est faux', text: 'Relisez le code et saisissez-le de nouveau.' },
  locked: {
    title: 'Trop de codes faux : cette offre est bloquée',
    text: 'Cela vous protège de quelqu’un qui essaierait de deviner. Demandez une nouvelle offre au fournisseur.',
  },
  used: {
    title: 'Cette offre a déjà servi, ou elle est terminée',
    text: 'Une offre ne donne un justificatif qu’une fois. Si c’était vous, il figure parmi vos justificatifs. Sinon, prévenez le fournisseur et demandez-lui une nouvelle offre.',
  },
  expired: {
    title: 'Cette offre est terminée',
    text: 'Une offre n’est valable qu’un temps. Demandez-en une nouvelle au fournisseur.',
  },
  withdrawn: { title: 'Le fournisseur a retiré cette offre', text: 'Demandez-lui en une nouvelle.' },
  unknown: {
    title: 'Le fournisseur ne connaît pas cette offre',
    text: 'Copiez le lien en entier, ou scannez le code à nouveau.',
  },
  other: { title: 'Le fournisseur n’a pas accepté l’offre', text: 'Demandez-lui en une nouvelle.' },
};

const en = {
  title: 'A proof is offered to you',
  reading: 'Reading the offer and checking who it is from…',
  noLink: 'There is no offer in this link.',
  unreadable: 'This is not an offer that your wallet understands. Copy the whole link, or scan the code again.',
  offlineTitle: 'There is no connection',
  offline: 'The offer could not be checked. Nothing was sent. Check your connection and try again.',
  again: 'Try again',
  home: 'Back to my proofs',
  from: 'Who offers it',
  name: 'Name',
  legalId: 'Register number',
  memberSince: 'Member of the cooperative since',
  address: 'Address of the offer',
  accredited: (name: string, type: string) => `The cooperative has accredited ${name} to issue “${type}”.`,
  notAccredited: 'You cannot accept this offer',
  reasons: {
    issuer_unnamed: 'Whoever offers it does not say who it is.',
    issuer_of_another_address:
      'It claims to be a member of the cooperative, and comes from another address than that member’s. This looks like deception: type in no code.',
    unknown_member: 'The cooperative does not know whoever offers it.',
    member_suspended: 'The cooperative has suspended this member.',
    not_an_issuer: 'This member is not allowed to issue proofs.',
    issuer_suspended: 'The cooperative has suspended this member’s permission to issue proofs.',
    type_not_accredited: 'This member is not allowed to issue this kind of proof.',
  },
  registryStale:
    'The public register answers with something that is out of date, or the clock of this device is wrong. Set date and time to automatic and try again.',
  what: 'What you would get',
  wouldSay: 'It would say',
  wouldSayNote: 'You see what it says once it is in your wallet. Nobody else does, unless you agree.',
  batch: (count: number) => `You get ${count} single-use copies, so that no two uses can be linked.`,
  codeLabel: 'Code that came separately',
  codeHint: (length: number | undefined) =>
    length === undefined ? 'By letter, SMS or telephone.' : `${length} characters. By letter, SMS or telephone.`,
  codeHintDigits: (length: number | undefined) =>
    length === undefined ? 'By letter, SMS or telephone.' : `${length} digits. By letter, SMS or telephone.`,
  codeMissing: 'Please type in the code.',
  codeLength: (length: number) => `The code has ${length} characters.`,
  attemptsLeft: (count: number) => (count === 1 ? 'You have one more try.' : `You have ${count} more tries.`),
  accept: 'Add to my wallet',
  decline: 'No, thank you',
  working: 'Fetching and checking your proof…',
  failedTitle: 'The proof was not added',
  interrupted:
    'The connection broke off. If the company had answered already, this offer is used up; otherwise you can simply try again.',
  untrue: 'What the company sent is not in order, so your wallet did not keep it. Tell the company.',
  problems: problemsEn,
  development: 'This cooperative is a demonstration: its register is kept by one operator.',
};

export type OfferMessages = typeof en;

export const OFFER_MESSAGES: Readonly<Record<Locale, OfferMessages>> = {
  en,
  fr: {
    title: 'On vous propose un justificatif',
    reading: 'Lecture de l’offre et contrôle de sa provenance…',
    noLink: 'Ce lien ne contient aucune offre.',
    unreadable:
      'Votre portefeuille ne comprend pas cette offre. Copiez le lien en entier, ou scannez le code à nouveau.',
    offlineTitle: 'Il n’y a pas de connexion',
    offline: 'L’offre n’a pas pu être contrôlée. Rien n’a été envoyé. Vérifiez votre connexion et réessayez.',
    again: 'Réessayer',
    home: 'Retour à mes justificatifs',
    from: 'Qui le propose',
    name: 'Nom',
    legalId: 'Numéro d’immatriculation',
    memberSince: 'Membre de la coopérative depuis le',
    address: 'Adresse de l’offre',
    accredited: (name: string, type: string) => `La coopérative a habilité ${name} à remettre : ${type}.`,
    notAccredited: 'Vous ne pouvez pas accepter cette offre',
    reasons: {
      issuer_unnamed: 'Celui qui le propose ne dit pas qui il est.',
      issuer_of_another_address:
        'L’offre se réclame d’un membre de la coopérative, mais vient d’une autre adresse que la sienne. Cela ressemble à une tromperie : ne saisissez aucun code.',
      unknown_member: 'La coopérative ne connaît pas celui qui le propose.',
      member_suspended: 'La coopérative a suspendu ce membre.',
      not_an_issuer: 'Ce membre n’est pas autorisé à remettre des justificatifs.',
      issuer_suspended: 'La coopérative a suspendu l’autorisation de ce membre.',
      type_not_accredited: 'Ce membre n’est pas autorisé à remettre ce type de justificatif.',
    },
    registryStale:
      'Le registre public répond avec des informations qui ne sont plus à jour, ou l’horloge de cet appareil n’est pas à l’heure. Réglez la date et l’heure sur « automatique » et réessayez.',
    what: 'Ce que vous recevriez',
    wouldSay: 'Il indiquerait',
    wouldSayNote:
      'Vous verrez son contenu une fois qu’il sera dans votre portefeuille. Personne d’autre ne le verra sans votre accord.',
    batch: (count: number) =>
      `Vous en recevez ${count} exemplaires à usage unique, pour que deux utilisations ne puissent pas être rapprochées.`,
    codeLabel: 'Code reçu séparément',
    codeHint: (length: number | undefined) =>
      length === undefined ? 'Par lettre, SMS ou téléphone.' : `${length} caractères. Par lettre, SMS ou téléphone.`,
    codeHintDigits: (length: number | undefined) =>
      length === undefined ? 'Par lettre, SMS ou téléphone.' : `${length} chiffres. Par lettre, SMS ou téléphone.`,
    codeMissing: 'Veuillez saisir le code.',
    codeLength: (length: number) => `Le code compte ${length} caractères.`,
    attemptsLeft: (count: number) => (count <= 1 ? 'Il vous reste un essai.' : `Il vous reste ${count} essais.`),
    accept: 'Ajouter à mon portefeuille',
    decline: 'Non, merci',
    working: 'Réception et contrôle de votre justificatif…',
    failedTitle: 'Le justificatif n’a pas été ajouté',
    interrupted:
      'La connexion s’est interrompue. Si le fournisseur avait déjà répondu, cette offre est utilisée ; sinon, vous pouvez simplement réessayer.',
    untrue: 'Ce que le fournisseur a envoyé n’est pas en ordre, votre portefeuille ne l’a donc pas gardé. Prévenez-le.',
    problems: problemsFr,
    development: 'Cette coopérative est une démonstration : son registre est tenu par un seul opérateur.',
  },
};
