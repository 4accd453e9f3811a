import type { Locale, VerdictOutcome } from '#look';

interface ResultMessages {
  asked: string;
  asks: string;
  scan: string;
  scanSentence: string;
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
  checks: string;
  outcome: Readonly<Record<VerdictOutcome, string>>;
  clause: string;
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
}

const en: ResultMessages = {
  asked: 'Asked',
  asks: 'What is asked',
  scan: 'Show this code to the person',
  scanSentence: 'The person scans it with a phone, sees who asks and what for, and decides there.',
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
  checks: 'Every check, one by one',
  outcome: { passed: 'Passed.', failed: 'Failed.', not_checked: 'Not checked.' },
  clause: 'Rule',
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
};

const fr: ResultMessages = {
  asked: 'Demandée',
  asks: 'Ce qui est demandé',
  scan: 'Montrez ce code à la personne',
  scanSentence: 'Elle le vise avec son téléphone, y voit qui demande et pour quoi, et y décide.',
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
  checks: 'Chaque vérification, une par une',
  outcome: { passed: 'Réussie.', failed: 'Échouée.', not_checked: 'Non effectuée.' },
  clause: 'Règle',
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
};

export const RESULT_MESSAGES: Readonly<Record<Locale, ResultMessages>> = { en, fr };
