import type { LastInteraction, NoAnswer } from '#holder';
import type { Locale } from '../wallet-context.js';

const interactionsEn: Record<LastInteraction['kind'], string> = {
  shared: 'You shared something',
  refused: 'Nothing was shared',
  withdrawn: 'You withdrew',
};
const interactionsFr: Record<LastInteraction['kind'], string> = {
  shared: 'Vous avez partagé quelque chose',
  refused: 'Rien n’a été partagé',
  withdrawn: 'Vous avez retiré',
};
const noAnswersEn: Record<NoAnswer['reason'], string> = {
  no_card: 'There is no proof in your wallet that answers this question.',
  used_up: 'All your proofs of this kind have been used. Ask the company that issued them for new ones.',
  expired: 'Your proofs of this kind have ended. Ask the company that issued them for new ones.',
  claim_missing: 'Your proof does not say what is asked here.',
  several_asked: 'Several proofs are asked for at once. Your wallet cannot do that.',
  mismatch: 'Your proof gives another address:',
};
const noAnswersFr: Record<NoAnswer['reason'], string> = {
  no_card: 'Aucun justificatif de votre portefeuille ne répond à cette question.',
  used_up: 'Tous vos justificatifs de ce type ont servi. Demandez-en de nouveaux à celui qui les a remis.',
  expired: 'Vos justificatifs de ce type sont terminés. Demandez-en de nouveaux à celui qui les a remis.',
  claim_missing: 'Votre justificatif n’indique pas ce qui est demandé ici.',
  several_asked: 'Plusieurs justificatifs sont demandés à la fois. Votre portefeuille ne sait pas le faire.',
  mismatch: 'Votre justificatif indique une autre adresse :',
};

const en = {
  reading: 'Fetching the request and checking who asks…',
  readingTitle: 'A request for a proof',
  title: (who: string) => `${who} asks you for a proof`,
  // 1 who
  who: 'Who asks',
  name: 'Name',
  legalId: 'Register number',
  memberSince: 'Member of the cooperative since',
  askedFrom: 'The answer goes to',
  lastInteraction: 'Last time',
  never: 'This is the first time with this wallet.',
  interactions: interactionsEn,
  startedYourself: (who: string, host: string) =>
    `Did you start this yourself, with ${who}? If you scanned a code or got a link that you did not expect, refuse. Your answer goes to ${host}.`,
  checked: 'What your wallet has checked',
  passed: 'Yes.',
  failed: 'No.',
  notChecked: 'Not looked at.',
  // 2 why
  why: 'Why',
  purpose: 'What for',
  legalBasis: 'Legal basis',
  // 3 what
  shared: 'What is shared',
  asksAddress: (who: string, count: number) =>
    count === 1 ? `${who} asks: is this your address?` : `${who} asks: is one of these your address?`,
  asksValue: (who: string, label: string) => `${who} asks about “${label}”: is it this?`,
  answersYes: 'Your proof says the same. If you agree, the answer is yes.',
  comparedRule: (who: string) =>
    `If your proof said something else, ${who} would be told the same as if you had refused.`,
  from: 'From the proof of',
  remaining: (count: number) =>
    count === 0
      ? 'This uses up your last proof of this kind.'
      : count === 1
        ? 'This uses up one proof. One will be left.'
        : `This uses up one proof. ${count} will be left.`,
  choose: 'Which proof do you want to show?',
  chooseHint: (count: number) => (count === 1 ? '1 proof left' : `${count} proofs left`),
  noAnswers: noAnswersEn,
  noAnswerTitle: 'You cannot answer this with a yes',
  noAnswerRule: (who: string) =>
    `Nothing will be shared, whatever you choose. ${who} does not learn the reason: a wallet without the right proof and a refusal look the same.`,
  wouldBeShared: 'This is what is asked:',
  alsoAsked: 'Besides, this is asked:',
  // 4 hidden
  hidden: 'What stays hidden',
  hiddenText: (who: string) => `${who} does not see this:`,
  hiddenAll: 'Nothing of a proof is shown.',
  hiddenNone: 'Your proof says nothing else.',
  // 5 how long
  howLong: 'How long',
  retention: 'Kept for',
  days: (count: number) => {
    const years = Math.round(count / 365.25);
    if (count >= 730 && Math.abs(count - years * 365.25) < 2) return `${years} years`;
    if (count === 365 || count === 366) return 'one year';
    return count === 1 ? 'one day' : `${count} days`;
  },
  until: (length: string, day: string) => `${length}, until ${day}`,
  ifWithdrawn: 'If you withdraw',
  erased: 'It is erased at once.',
  restricted: 'It is locked away and no longer used until then, since the law obliges to keep it.',
  recipients: 'Who else may receive it',
  noRecipients: 'Nobody else.',
  // 6 rights
  rights: 'Your rights',
  rightsWhere: 'You withdraw in this wallet, under “History”.',
  contact: (who: string, legalId: string, host: string) => `Contact: ${who}, register number ${legalId}, ${host}.`,
  // deciding
  decide: 'Your decision',
  answerUntil: (time: string) => `You can answer until ${time}.`,
  agree: 'I agree',
  refuse: 'I refuse',
  tellNo: 'Answer no',
  leave: 'Leave without answering',
  sending: 'Sending your answer…',
  // results
  sharedTitle: 'Shared',
  sharedText: (who: string) => `${who} received your answer and accepted it.`,
  refusedTitle: 'Nothing was shared',
  refusedText: (who: string) => `${who} was told that you do not share anything. Nothing else.`,
  rejectedTitle: 'Not accepted',
  rejectedText: (who: string) =>
    `${who} did not accept your proof. Perhaps it has been withdrawn by whoever issued it, or the request had ended. The proof counts as used.`,
  expiredTitle: 'The request has ended',
  expiredText: 'You had a few minutes to answer. Nothing was shared. Ask for a new link where you found this one.',
  receiptKept: 'Your receipt is in the history. It says the same as your wallet.',
  interruptedTitle: 'The connection broke off',
  interruptedUsed: (who: string) =>
    `Your answer may have reached ${who}, or not. One proof counts as used, so that it is never shown twice. If you try again, your wallet uses the next one.`,
  interruptedUnused: 'Nothing was shared and no proof was used.',
  refusalUnsent: (who: string) =>
    `Nothing was shared. Your refusal is noted here, but ${who} could not be told. The request ends by itself.`,
  notPrepared: 'Your wallet could not answer this request. Nothing was shared.',
  again: 'Try again',
  toHistory: 'See it in the history',
  home: 'Back to my proofs',
  continueAt: (host: string) => `Continue at ${host}`,
  // untrusted
  untrustedTitle: 'Your wallet does not answer this request',
  untrustedAsker: (host: string) => `The request comes from ${host}.`,
  untrustedRule: 'Nothing was shared, and nothing can be shared with this request.',
  notFetchedTitle: 'The request could not be read',
  clockAhead: (minutes: number) => `The clock of this device is about ${minutes} minutes ahead.`,
  clockBehind: (minutes: number) => `The clock of this device is about ${minutes} minutes behind.`,
};

export type ConsentMessages = typeof en;

export const CONSENT_MESSAGES: Readonly<Record<Locale, ConsentMessages>> = {
  en,
  fr: {
    reading: 'Lecture de la demande et contrôle du demandeur…',
    readingTitle: 'Une demande de justificatif',
    title: (who: string) => `${who} vous demande un justificatif`,
    who: 'Qui demande',
    name: 'Nom',
    legalId: 'Numéro d’immatriculation',
    memberSince: 'Membre de la coopérative depuis le',
    askedFrom: 'La réponse va à',
    lastInteraction: 'La dernière fois',
    never: 'C’est la première fois avec ce portefeuille.',
    interactions: interactionsFr,
    startedYourself: (who: string, host: string) =>
      `Avez-vous commencé cette démarche vous-même, auprès de ${who} ? Si vous avez scanné un code ou reçu un lien que vous n’attendiez pas, refusez. Votre réponse va à ${host}.`,
    checked: 'Ce que votre portefeuille a contrôlé',
    passed: 'Oui.',
    failed: 'Non.',
    notChecked: 'Non examiné.',
    why: 'Pourquoi',
    purpose: 'Pour quoi',
    legalBasis: 'Base légale',
    shared: 'Ce qui est partagé',
    asksAddress: (who: string, count: number) =>
      count === 1
        ? `${who} demande : est-ce votre adresse ?`
        : `${who} demande : l’une de ces adresses est-elle la vôtre ?`,
    asksValue: (who: string, label: string) => `${who} pose une question sur « ${label} » : est-ce ceci ?`,
    answersYes: 'Votre justificatif dit la même chose. Si vous acceptez, la réponse est oui.',
    comparedRule: (who: string) =>
      `Si votre justificatif disait autre chose, ${who} recevrait la même réponse que si vous aviez refusé.`,
    from: 'D’après le justificatif de',
    remaining: (count: number) =>
      count === 0
        ? 'Ceci utilise votre dernier justificatif de ce type.'
        : count === 1
          ? 'Ceci utilise un justificatif. Il en restera un.'
          : `Ceci utilise un justificatif. Il en restera ${count}.`,
    choose: 'Quel justificatif voulez-vous montrer ?',
    chooseHint: (count: number) => (count <= 1 ? `${count} utilisation restante` : `${count} utilisations restantes`),
    noAnswers: noAnswersFr,
    noAnswerTitle: 'Vous ne pouvez pas répondre oui',
    noAnswerRule: (who: string) =>
      `Rien ne sera partagé, quel que soit votre choix. ${who} n’apprend pas la raison : un portefeuille sans le bon justificatif et un refus se ressemblent.`,
    wouldBeShared: 'Voici ce qui est demandé :',
    alsoAsked: 'Ceci est demandé en plus :',
    hidden: 'Ce qui reste caché',
    hiddenText: (who: string) => `${who} ne voit pas ceci :`,
    hiddenAll: 'Rien d’un justificatif n’est montré.',
    hiddenNone: 'Votre justificatif n’indique rien d’autre.',
    howLong: 'Combien de temps',
    retention: 'Conservé pendant',
    days: (count: number) => {
      const years = Math.round(count / 365.25);
      if (count >= 730 && Math.abs(count - years * 365.25) < 2) return `${years} ans`;
      if (count === 365 || count === 366) return 'un an';
      return count === 1 ? 'un jour' : `${count} jours`;
    },
    until: (length: string, day: string) => `${length}, jusqu’au ${day}`,
    ifWithdrawn: 'Si vous retirez',
    erased: 'C’est effacé aussitôt.',
    restricted: 'C’est mis sous clé et n’est plus utilisé jusque-là, car la loi oblige à le conserver.',
    recipients: 'Qui d’autre peut le recevoir',
    noRecipients: 'Personne d’autre.',
    rights: 'Vos droits',
    rightsWhere: 'Vous retirez dans ce portefeuille, sous « Historique ».',
    contact: (who: string, legalId: string, host: string) =>
      `Contact : ${who}, numéro d’immatriculation ${legalId}, ${host}.`,
    decide: 'Votre décision',
    answerUntil: (time: string) => `Vous pouvez répondre jusqu’à ${time}.`,
    agree: 'J’accepte',
    refuse: 'Je refuse',
    tellNo: 'Répondre non',
    leave: 'Partir sans répondre',
    sending: 'Envoi de votre réponse…',
    sharedTitle: 'Partagé',
    sharedText: (who: string) => `${who} a reçu votre réponse et l’a acceptée.`,
    refusedTitle: 'Rien n’a été partagé',
    refusedText: (who: string) => `${who} a été informé que vous ne partagez rien. Rien de plus.`,
    rejectedTitle: 'Non accepté',
    rejectedText: (who: string) =>
      `${who} n’a pas accepté votre justificatif. Peut-être a-t-il été retiré par celui qui l’a remis, ou la demande était terminée. Le justificatif compte comme utilisé.`,
    expiredTitle: 'La demande est terminée',
    expiredText:
      'Vous aviez quelques minutes pour répondre. Rien n’a été partagé. Demandez un nouveau lien là où vous avez trouvé celui-ci.',
    receiptKept: 'Votre reçu est dans l’historique. Il dit la même chose que votre portefeuille.',
    interruptedTitle: 'La connexion s’est interrompue',
    interruptedUsed: (who: string) =>
      `Votre réponse est peut-être parvenue à ${who}, peut-être pas. Un justificatif compte comme utilisé, pour ne jamais être montré deux fois. Si vous réessayez, votre portefeuille utilise le suivant.`,
    interruptedUnused: 'Rien n’a été partagé et aucun justificatif n’a servi.',
    refusalUnsent: (who: string) =>
      `Rien n’a été partagé. Votre refus est noté ici, mais ${who} n’a pas pu en être informé. La demande se termine d’elle-même.`,
    notPrepared: 'Votre portefeuille n’a pas pu répondre à cette demande. Rien n’a été partagé.',
    again: 'Réessayer',
    toHistory: 'Voir dans l’historique',
    home: 'Retour à mes justificatifs',
    continueAt: (host: string) => `Continuer sur ${host}`,
    untrustedTitle: 'Votre portefeuille ne répond pas à cette demande',
    untrustedAsker: (host: string) => `La demande vient de ${host}.`,
    untrustedRule: 'Rien n’a été partagé, et rien ne peut l’être avec cette demande.',
    notFetchedTitle: 'La demande n’a pas pu être lue',
    clockAhead: (minutes: number) => `L’horloge de cet appareil avance d’environ ${minutes} minutes.`,
    clockBehind: (minutes: number) => `L’horloge de cet appareil retarde d’environ ${minutes} minutes.`,
  },
};
