import type { Locale } from '../wallet-context.js';

const en = {
  homeTitle: 'My proofs',
  emptyLead: 'Your wallet is empty.',
  emptyText:
    'Your water, electricity, gas or phone company can give you a proof of where you live. It sends you a link or a letter with a code to scan.',
  scan: 'Scan a code',
  paste: 'Paste a link',
  pasteLabel: 'Link from a letter, an e-mail or a website',
  pasteHint: 'It stays on this device until you have seen who it is from.',
  pasteOpen: 'Open the link',
  pasteWrong: 'This is not a link that the wallet understands. Copy the whole link and try again.',
  addMore: 'Add or answer',
  addMoreText: 'Scan the code, or paste the link, that a company or an office gave you.',
  refusedTitle: 'Requests that were not answered',
  refusedAll: 'See all in the history',
  unnamed: 'Proof',
  remaining: (count: number, day: string) =>
    count === 1 ? `1 proof left, until ${day}` : `${count} proofs left, until ${day}`,
  usedUp: 'All proofs have been used',
  expired: (day: string) => `Ended on ${day}`,
  warnUsedUp: (issuer: string) =>
    `Each proof can be shown once, and all of these have been. Ask ${issuer} for new ones.`,
  warnExpired: (issuer: string) => `These proofs are too old to be accepted. Ask ${issuer} for new ones.`,
  warnFew: (count: number, issuer: string) =>
    count === 1
      ? `Only one proof is left. You can ask ${issuer} for new ones now.`
      : `Only ${count} proofs are left. You can ask ${issuer} for new ones now.`,
  warnSoon: (issuer: string) => `These proofs end soon. You can ask ${issuer} for new ones now.`,
  cardNew: 'The proof is in your wallet.',
  cardNewText: 'Nobody sees it unless you agree each time.',
  cardGone: 'This proof is not in the wallet any more.',
  backHome: 'Back to my proofs',
  contents: 'What it says',
  hideValues: 'Hide what it says',
  showValues: 'Show what it says',
  about: 'About this proof',
  issuedBy: 'Issued by',
  receivedOn: 'Received on',
  validUntil: 'Valid until',
  usesLeft: 'Uses left',
  usesExplained:
    'Each proof is shown once only. So the places where you use them cannot recognise you by the proof itself.',
  deleteTitle: 'Delete this proof',
  deleteText:
    'The proof disappears from this device. What you have already shared stays in your history, and you can still withdraw it.',
  deleteStart: 'Delete…',
  deleteSure: 'Delete this proof from this device?',
  deleteYes: 'Yes, delete it',
  deleteNo: 'No, keep it',
  deleting: 'Deleting…',
  failed: 'That did not work. Please try again.',
};

export type CardMessages = typeof en;

export const CARD_MESSAGES: Readonly<Record<Locale, CardMessages>> = {
  en,
  fr: {
    homeTitle: 'Mes justificatifs',
    emptyLead: 'Votre portefeuille est vide.',
    emptyText:
      'Votre fournisseur d’eau, d’électricité, de gaz ou de téléphone peut vous remettre un justificatif de domicile. Il vous envoie un lien, ou une lettre avec un code à scanner.',
    scan: 'Scanner un code',
    paste: 'Coller un lien',
    pasteLabel: 'Lien reçu par lettre, par courriel ou sur un site',
    pasteHint: 'Il reste sur cet appareil tant que vous n’avez pas vu de qui il vient.',
    pasteOpen: 'Ouvrir le lien',
    pasteWrong: 'Le portefeuille ne comprend pas ce lien. Copiez le lien en entier et réessayez.',
    addMore: 'Ajouter ou répondre',
    addMoreText: 'Scannez le code, ou collez le lien, qu’un fournisseur ou un service vous a donné.',
    refusedTitle: 'Demandes restées sans réponse',
    refusedAll: 'Tout voir dans l’historique',
    unnamed: 'Justificatif',
    remaining: (count: number, day: string) =>
      count <= 1
        ? `${count} utilisation restante, jusqu’au ${day}`
        : `${count} utilisations restantes, jusqu’au ${day}`,
    usedUp: 'Toutes les utilisations sont épuisées',
    expired: (day: string) => `Terminé le ${day}`,
    warnUsedUp: (issuer: string) =>
      `Un justificatif ne se montre qu’une fois, et tous ceux-ci l’ont été. Demandez-en de nouveaux à ${issuer}.`,
    warnExpired: (issuer: string) =>
      `Ces justificatifs sont trop anciens pour être acceptés. Demandez-en de nouveaux à ${issuer}.`,
    warnFew: (count: number, issuer: string) =>
      count <= 1
        ? `Il ne reste qu’une utilisation. Vous pouvez dès maintenant en demander de nouvelles à ${issuer}.`
        : `Il ne reste que ${count} utilisations. Vous pouvez dès maintenant en demander de nouvelles à ${issuer}.`,
    warnSoon: (issuer: string) =>
      `Ces justificatifs se terminent bientôt. Vous pouvez dès maintenant en demander de nouveaux à ${issuer}.`,
    cardNew: 'Le justificatif est dans votre portefeuille.',
    cardNewText: 'Personne ne le voit sans votre accord, donné à chaque fois.',
    cardGone: 'Ce justificatif n’est plus dans le portefeuille.',
    backHome: 'Retour à mes justificatifs',
    contents: 'Ce qu’il indique',
    hideValues: 'Masquer le contenu',
    showValues: 'Afficher le contenu',
    about: 'À propos de ce justificatif',
    issuedBy: 'Remis par',
    receivedOn: 'Reçu le',
    validUntil: 'Valable jusqu’au',
    usesLeft: 'Utilisations restantes',
    usesExplained:
      'Chaque justificatif ne sert qu’une fois. Ainsi, les services où vous les utilisez ne peuvent pas vous reconnaître par le justificatif lui-même.',
    deleteTitle: 'Supprimer ce justificatif',
    deleteText:
      'Le justificatif disparaît de cet appareil. Ce que vous avez déjà partagé reste dans votre historique, et vous pouvez encore le retirer.',
    deleteStart: 'Supprimer…',
    deleteSure: 'Supprimer ce justificatif de cet appareil ?',
    deleteYes: 'Oui, le supprimer',
    deleteNo: 'Non, le garder',
    deleting: 'Suppression…',
    failed: 'Cela n’a pas fonctionné. Veuillez réessayer.',
  },
};
