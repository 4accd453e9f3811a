import type { Locale } from '#look';

interface ResultMessages {
  asked: string;
  asks: string;
  scan: string;
  scanSentence: string;
  /** Asked on a hosted page. */
  elsewhere: string;
  elsewhereSentence: string;
  code: string;
  other: string;
  checkNow: string;
  cancel: string;
  another: string;
  decision: Readonly<Record<'verified' | 'not_verified' | 'refused' | 'expired' | 'cancelled' | 'presented', string>>;
  opened: string;
  notVerifiedSentence: string;
  expiredSentence: string;
  learnt: string;
  issuedBy: string;
  confirmed: string;
  yes: string;
  no: string;
  /** What was asked, for those who see no values. */
  answered: string;
  /** Genuine, where only its values would say what follows from it. */
  genuine: string;
  genuineSentence: string;
  goOn: string;
  evidence: string;
  receipt: string;
  noReceipt: string;
  anchored: string;
  notAnchored: string;
  commitment: string;
  keptUntil: string;
  erasedAt: string;
  withdrawal: string;
  noWithdrawal: string;
  number: string;
  /** The evidence file, and what is left in it. */
  file: Readonly<Record<'take' | 'whole' | 'notKept' | 'afterRedaction', string>>;
}

const en: ResultMessages = {
  asked: 'Asked',
  asks: 'What is asked',
  scan: 'Show this code to the person',
  scanSentence: 'The person scans it with a phone, sees who asks and what for, and decides there.',
  elsewhere: 'Asked on a page of its own',
  elsewhereSentence:
    'The person got its link by e-mail or from your application, and decides in the wallet. No code is shown here.',
  code: 'QR code that opens the question in the person’s wallet',
  other: 'The person uses another wallet',
  checkNow: 'Check now',
  cancel: 'Cancel this question',
  another: 'Ask something else',
  decision: {
    verified: 'Confirmed',
    not_verified: 'Not confirmed',
    refused: 'Nothing was shown',
    expired: 'The time is over',
    cancelled: 'You cancelled this question',
    presented: 'Answered; the result is not given yet',
  },
  opened: 'The person’s wallet has opened the question.',
  notVerifiedSentence: 'At least one check did not pass. Nothing that was shown is kept.',
  expiredSentence: 'Nobody answered. Ask again, if the person is still there.',
  learnt: 'What was learnt',
  issuedBy: 'Stated by',
  confirmed: 'It is the address that was asked about',
  yes: 'Yes',
  no: 'No',
  answered: 'What was asked',
  genuine: 'The proof is genuine',
  genuineSentence:
    'What follows from it depends on what it says, which your access does not show. Ask a colleague who may see it.',
  goOn: 'You can go on.',
  evidence: 'Evidence and retention',
  receipt: 'Receipt',
  noReceipt: 'None: only what was confirmed has a receipt.',
  anchored: 'Issued, and entered in the public register',
  notAnchored: 'Issued; entered in the public register within minutes',
  commitment: 'Its mark in the register',
  keptUntil: 'Kept until',
  erasedAt: 'Erased',
  withdrawal: 'Withdrawal',
  noWithdrawal: 'The person has not withdrawn.',
  number: 'Number',
  file: {
    take: 'Save the evidence file',
    whole:
      'One file holds all that an auditor needs to check the decision without us, what was shown included. Keep it as safe as the answer itself.',
    notKept:
      'One file holds the signed record of every verdict and what it rested on. What was shown is not in it: it is not kept.',
    afterRedaction:
      'What was shown has been destroyed. The file still holds the signed record of every verdict, what it rested on, and the receipt with its place in the public register.',
  },
};

const fr: ResultMessages = {
  asked: 'Demandée',
  asks: 'Ce qui est demandé',
  scan: 'Montrez ce code à la personne',
  scanSentence: 'Elle le vise avec son téléphone, y voit qui demande et pour quoi, et y décide.',
  elsewhere: 'Posée sur une page à part',
  elsewhereSentence:
    'La personne en a reçu le lien par courriel ou par votre application, et décide dans son portefeuille. Aucun code ne s’affiche ici.',
  code: 'Code QR qui ouvre la question dans le portefeuille de la personne',
  other: 'La personne utilise un autre portefeuille',
  checkNow: 'Vérifier maintenant',
  cancel: 'Annuler cette question',
  another: 'Poser une autre question',
  decision: {
    verified: 'Confirmé',
    not_verified: 'Non confirmé',
    refused: 'Rien n’a été montré',
    expired: 'Le délai est écoulé',
    cancelled: 'Vous avez annulé cette question',
    presented: 'Répondue ; le résultat n’est pas encore remis',
  },
  opened: 'Le portefeuille de la personne a ouvert la question.',
  notVerifiedSentence: 'Au moins une vérification n’a pas réussi. Rien de ce qui a été montré n’est conservé.',
  expiredSentence: 'Personne n’a répondu. Reposez la question si la personne est encore là.',
  learnt: 'Ce qui a été appris',
  issuedBy: 'Attesté par',
  confirmed: 'C’est bien l’adresse demandée',
  yes: 'Oui',
  no: 'Non',
  answered: 'Ce qui a été demandé',
  genuine: 'La preuve est authentique',
  genuineSentence:
    'Ce qui en découle dépend de ce qu’elle indique, que votre accès ne montre pas. Demandez à un collègue qui peut le voir.',
  goOn: 'Vous pouvez continuer.',
  evidence: 'Preuve et conservation',
  receipt: 'Reçu',
  noReceipt: 'Aucun : seul ce qui est confirmé donne lieu à un reçu.',
  anchored: 'Remis, et inscrit au registre public',
  notAnchored: 'Remis ; inscrit au registre public dans les minutes qui suivent',
  commitment: 'Sa marque au registre',
  keptUntil: 'Conservée jusqu’au',
  erasedAt: 'Effacée le',
  withdrawal: 'Retrait',
  noWithdrawal: 'La personne n’a pas retiré son accord.',
  number: 'Numéro',
  file: {
    take: 'Enregistrer le dossier de preuve',
    whole:
      'Un seul fichier contient tout ce qu’il faut à un auditeur pour contrôler la décision sans nous, y compris ce qui a été montré. Conservez-le aussi soigneusement que la réponse elle-même.',
    notKept:
      'Un seul fichier contient le relevé signé de chaque vérification et ce sur quoi elle reposait. Ce qui a été montré n’y est pas : ce n’est pas conservé.',
    afterRedaction:
      'Ce qui a été montré a été détruit. Le fichier contient encore le relevé signé de chaque vérification, ce sur quoi elle reposait, et le reçu avec sa place au registre public.',
  },
};

export const RESULT_MESSAGES: Readonly<Record<Locale, ResultMessages>> = { en, fr };
