import type { ReceiptDifference } from '#consent';
import type { College } from '#ledger';
import type { Locale } from '../wallet-context.js';

const differencesEn: Record<ReceiptDifference, string> = {
  receipt_member: 'who received it',
  receipt_contract: 'the approval under which it was asked',
  receipt_purpose: 'what it is for',
  receipt_legal_basis: 'the legal basis',
  receipt_on_withdrawal: 'what happens when you withdraw',
  receipt_claims: 'what was shared',
  receipt_retention: 'how long it is kept',
  receipt_notice: 'the explanation that you were given',
  receipt_presentation_nonce: 'which request it answers',
  receipt_holder_key: 'whose key answered',
  receipt_time: 'the time',
  receipt_withdrawal_secret: 'the secret by which you could withdraw',
};
const differencesFr: Record<ReceiptDifference, string> = {
  receipt_member: 'qui l’a reçu',
  receipt_contract: 'l’approbation au titre de laquelle la demande a été faite',
  receipt_purpose: 'à quoi cela sert',
  receipt_legal_basis: 'la base légale',
  receipt_on_withdrawal: 'ce qui se passe en cas de retrait',
  receipt_claims: 'ce qui a été partagé',
  receipt_retention: 'la durée de conservation',
  receipt_notice: 'l’explication qui vous a été donnée',
  receipt_presentation_nonce: 'à quelle demande il répond',
  receipt_holder_key: 'quelle clé a répondu',
  receipt_time: 'l’heure',
  receipt_withdrawal_secret: 'le secret par lequel vous pourriez retirer',
};
const collegesEn: Record<College, string> = {
  service_providers: 'Service providers (banks, cities)',
  data_providers: 'Data providers (water, electricity, telephone)',
  citizens: 'Citizens',
};
const collegesFr: Record<College, string> = {
  service_providers: 'Fournisseurs de services (banques, communes)',
  data_providers: 'Fournisseurs de données (eau, électricité, téléphone)',
  citizens: 'Citoyens',
};

const en = {
  title: 'History',
  lead: 'Whom you showed something, and whom you did not. Only what it was called is kept here, never what it said.',
  empty: 'Nobody has asked you for anything yet.',
  sharedWith: (who: string) => `Shared with ${who}`,
  refusedTo: (who: string) => `Nothing shared with ${who}`,
  unknownAsker: 'somebody unknown',
  youRefused: 'You said no.',
  nothingMatched: 'Nothing in your wallet answered the question. The asker was told the same as if you had said no.',
  details: 'Details',
  gone: 'There is no such entry in this wallet.',
  back: 'Back to the history',
  claims: 'What was shared',
  noValues: 'Only names are kept here. What they said is not.',
  when: 'When',
  where: 'Sent to',
  purpose: 'What for',
  legalBasis: 'Legal basis',
  keptUntil: 'Kept until',
  outcome: 'Outcome',
  outcomes: {
    accepted: 'Accepted',
    rejected: 'Not accepted',
    unanswered: 'Sent, without an answer. It may or may not have arrived; the proof counts as used.',
  },
  receipt: 'Receipt',
  receipts: {
    matches: 'Received, and it says the same as your wallet',
    missing: 'Missing',
    different: 'Received, but it says something else than your wallet',
    none: 'None, since nothing was accepted',
  },
  receiptMissingTitle: 'The receipt is missing',
  receiptMissingText: (who: string) =>
    `${who} accepted your proof and gave no receipt that your wallet could check. Ask ${who} for it: it is your evidence.`,
  receiptDifferentTitle: 'The receipt says something else than your wallet',
  receiptDifferentText: 'These points differ:',
  differences: differencesEn,
  verifyTitle: 'Is it in the public ledger?',
  verifyText:
    'Every use leaves a sealed trace in a public ledger that nobody can change unnoticed. The trace does not say who you are. Your wallet checks it itself, on this device.',
  verify: 'Check now',
  verifying: 'Checking…',
  pending: 'Not yet: traces are entered together, every few minutes. Try again a little later.',
  verified: 'Yes. Your receipt stands in the public ledger.',
  verifiedOffline: 'Checked on this device, without asking anybody.',
  signedBy: 'Signed by',
  signedAt: 'Signed on',
  block: 'Place in the ledger',
  colleges: collegesEn,
  developmentTitle: 'This is a development ledger',
  developmentText:
    'All three signing keys are held by one operator. It shows how the check works, and proves nothing to third parties.',
  proofWrong: 'The proof that was given does not hold. The trace of this use is not what it should be.',
  proofUnavailable: (who: string) => `${who} does not give the proof. Ask them for it.`,
  needsNetwork: 'This needs a connection. What you see here can be read without one.',
  offline: 'There is no connection. Nothing was changed; try again when you are connected.',
  withdrawTitle: 'Withdraw',
  withdrawErase: (who: string) => `You may withdraw at any time. ${who} must then erase what you shared.`,
  withdrawRestrict: (who: string, day: string) =>
    `You may withdraw at any time. The law obliges ${who} to keep what you shared until ${day}: until then it is locked away and no longer used.`,
  withdrawNoReceipt: (who: string) =>
    `Without a receipt your wallet cannot withdraw by itself. Contact ${who} directly.`,
  withdrawStart: 'Withdraw…',
  withdrawSure: (who: string) => `Tell ${who} now that you withdraw?`,
  withdrawYes: 'Yes, withdraw',
  withdrawNo: 'No, leave it',
  withdrawing: 'Withdrawing…',
  withdrawRejected: (who: string) =>
    `${who} did not accept the withdrawal. Contact them directly, or complain to the data protection authority.`,
  withdrawWrong: 'The answer to your withdrawal is not signed as it should be. It does not count; try again later.',
  erasedTitle: 'Withdrawn: erased',
  erasedText: (who: string, day: string) =>
    `${who} confirmed on ${day}, with its signature, that what you shared was erased.`,
  restrictedTitle: 'Withdrawn: locked away',
  restrictedText: (who: string, day: string) =>
    `${who} confirmed with its signature that what you shared is no longer used, and is erased on ${day} at the latest.`,
  restrictedReason: 'The reason given',
  withdrawnShort: 'Withdrawn',
  checks: 'What your wallet checks',
};

export type HistoryMessages = typeof en;

export const HISTORY_MESSAGES: Readonly<Record<Locale, HistoryMessages>> = {
  en,
  fr: {
    title: 'Historique',
    lead: 'À qui vous avez montré quelque chose, et à qui non. Seul le nom des informations est conservé ici, jamais leur contenu.',
    empty: 'Personne ne vous a encore rien demandé.',
    sharedWith: (who: string) => `Partagé avec ${who}`,
    refusedTo: (who: string) => `Rien partagé avec ${who}`,
    unknownAsker: 'un demandeur inconnu',
    youRefused: 'Vous avez dit non.',
    nothingMatched:
      'Rien dans votre portefeuille ne répondait à la question. Le demandeur a reçu la même réponse que si vous aviez dit non.',
    details: 'Détails',
    gone: 'Cette entrée n’existe pas dans ce portefeuille.',
    back: 'Retour à l’historique',
    claims: 'Ce qui a été partagé',
    noValues: 'Seuls les noms sont conservés ici, pas le contenu.',
    when: 'Quand',
    where: 'Envoyé à',
    purpose: 'Pour quoi',
    legalBasis: 'Base légale',
    keptUntil: 'Conservé jusqu’au',
    outcome: 'Résultat',
    outcomes: {
      accepted: 'Accepté',
      rejected: 'Non accepté',
      unanswered:
        'Envoyé, sans réponse. Peut-être est-il arrivé, peut-être non ; le justificatif compte comme utilisé.',
    },
    receipt: 'Reçu',
    receipts: {
      matches: 'Bien arrivé ; il dit la même chose que votre portefeuille',
      missing: 'Manquant',
      different: 'Arrivé, mais il dit autre chose que votre portefeuille',
      none: 'Aucun, puisque rien n’a été accepté',
    },
    receiptMissingTitle: 'Le reçu manque',
    receiptMissingText: (who: string) =>
      `${who} a accepté votre justificatif sans remettre de reçu que votre portefeuille puisse contrôler. Réclamez-le à ${who} : c’est votre preuve.`,
    receiptDifferentTitle: 'Le reçu dit autre chose que votre portefeuille',
    receiptDifferentText: 'Ces points diffèrent :',
    differences: differencesFr,
    verifyTitle: 'Est-ce dans le registre public ?',
    verifyText:
      'Chaque utilisation laisse une trace scellée dans un registre public que personne ne peut modifier sans que cela se voie. Cette trace ne dit pas qui vous êtes. Votre portefeuille la contrôle lui-même, sur cet appareil.',
    verify: 'Contrôler maintenant',
    verifying: 'Contrôle en cours…',
    pending:
      'Pas encore : les traces sont inscrites ensemble, toutes les quelques minutes. Réessayez un peu plus tard.',
    verified: 'Oui. Votre reçu figure dans le registre public.',
    verifiedOffline: 'Contrôlé sur cet appareil, sans rien demander à personne.',
    signedBy: 'Signé par',
    signedAt: 'Signé le',
    block: 'Place dans le registre',
    colleges: collegesFr,
    developmentTitle: 'Ceci est un registre de développement',
    developmentText:
      'Les trois clés de signature sont détenues par un seul opérateur. Il montre comment le contrôle fonctionne, et ne prouve rien à des tiers.',
    proofWrong: 'La preuve remise ne tient pas. La trace de cette utilisation n’est pas ce qu’elle devrait être.',
    proofUnavailable: (who: string) => `${who} ne remet pas la preuve. Réclamez-la.`,
    needsNetwork: 'Ceci nécessite une connexion. Ce que vous voyez ici peut se lire sans.',
    offline: 'Il n’y a pas de connexion. Rien n’a changé ; réessayez une fois connecté.',
    withdrawTitle: 'Retirer',
    withdrawErase: (who: string) =>
      `Vous pouvez retirer à tout moment. ${who} doit alors effacer ce que vous avez partagé.`,
    withdrawRestrict: (who: string, day: string) =>
      `Vous pouvez retirer à tout moment. La loi oblige ${who} à conserver ce que vous avez partagé jusqu’au ${day} : d’ici là, c’est mis sous clé et n’est plus utilisé.`,
    withdrawNoReceipt: (who: string) =>
      `Sans reçu, votre portefeuille ne peut pas retirer lui-même. Contactez directement ${who}.`,
    withdrawStart: 'Retirer…',
    withdrawSure: (who: string) => `Dire maintenant à ${who} que vous retirez ?`,
    withdrawYes: 'Oui, retirer',
    withdrawNo: 'Non, laisser',
    withdrawing: 'Retrait en cours…',
    withdrawRejected: (who: string) =>
      `${who} n’a pas accepté le retrait. Contactez-le directement, ou adressez une réclamation à l’autorité de protection des données.`,
    withdrawWrong:
      'La réponse à votre retrait n’est pas signée comme elle devrait l’être. Elle ne compte pas ; réessayez plus tard.',
    erasedTitle: 'Retiré : effacé',
    erasedText: (who: string, day: string) =>
      `${who} a confirmé le ${day}, par sa signature, que ce que vous aviez partagé a été effacé.`,
    restrictedTitle: 'Retiré : mis sous clé',
    restrictedText: (who: string, day: string) =>
      `${who} a confirmé par sa signature que ce que vous aviez partagé n’est plus utilisé, et sera effacé au plus tard le ${day}.`,
    restrictedReason: 'La raison donnée',
    withdrawnShort: 'Retiré',
    checks: 'Ce que votre portefeuille contrôle',
  },
};
