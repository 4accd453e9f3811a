import type { Locale } from '#look';

interface AccountsMessages {
  title: string;
  lead: string;
  caption: string;
  empty: string;
  account: string;
  balance: string;
  clearing: string;
  cooperative: string;
  threshold: string;
  payments: string;
  distributions: string;
}

export const ACCOUNTS_MESSAGES: Readonly<Record<Locale, AccountsMessages>> = {
  en: {
    title: 'Accounts',
    lead: 'Who asks for proofs pays into the clearing; the clearing pays the utilities that issued them, and the cooperative its part. All balances together are always zero.',
    caption: 'A negative balance is still to be paid; a positive one is owed to the account’s holder',
    empty: 'Nothing has been paid yet.',
    account: 'Account',
    balance: 'Balance',
    clearing: 'Clearing',
    cooperative: 'Cooperative',
    threshold:
      'No payment is made for a few proofs: smaller amounts are carried over, so that nobody can tell single uses from them. How many proofs of which contract an amount is for is not on the ledger.',
    payments: 'All payments into the clearing',
    distributions: 'All distributions',
  },
  fr: {
    title: 'Comptes',
    lead: 'Qui demande des justificatifs verse à la compensation\u00a0; la compensation paie les fournisseurs qui les ont délivrés, et à la coopérative sa part. La somme des soldes est toujours nulle.',
    caption: 'Un solde négatif reste à payer\u00a0; un solde positif est dû au titulaire du compte',
    empty: 'Rien n’a encore été payé.',
    account: 'Compte',
    balance: 'Solde',
    clearing: 'Compensation',
    cooperative: 'Coopérative',
    threshold:
      'Aucun paiement ne porte sur quelques justificatifs\u00a0: les petits montants sont reportés, afin que personne ne puisse en déduire un usage isolé. Le nombre de justificatifs de chaque contrat ne figure pas au registre.',
    payments: 'Tous les versements à la compensation',
    distributions: 'Toutes les répartitions',
  },
};
