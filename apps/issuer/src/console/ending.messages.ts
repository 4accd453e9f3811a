import type { Locale } from '#look';

export interface EndingMessages {
  revoke: {
    title: string;
    who: (name: string) => string;
    atOnce: (time: string) => string;
    together: (time: string) => string;
    offers: string;
    forGood: string;
    stays: string;
    reason: string;
    missing: string;
    button: string;
  };
  erase: {
    title: string;
    who: (name: string) => string;
    effects: readonly string[];
    forGood: string;
    confirm: string;
    confirmHint: (number: string) => string;
    wrong: string;
    button: string;
  };
  cancel: string;
}

export const ENDING_MESSAGES: Readonly<Record<Locale, EndingMessages>> = {
  en: {
    revoke: {
      title: 'Withdraw the proofs',
      who: (name) => `This concerns every proof that was issued to ${name}, and every offer that waits.`,
      atOnce: (time) =>
        `After a lost device, a deceit or a mistake of yours, banks and cities refuse the proofs ${time} from now at the latest.`,
      together: (time) =>
        `For any other reason they do so within ${time}: such withdrawals become public several together, so that nobody can read from the list on which day this customer moved.`,
      offers: 'Open offers can no longer be picked up.',
      forGood: 'This cannot be taken back. To give the customer proofs again, make a new offer.',
      stays: 'The customer stays in your files. What was shown to others before is not undone.',
      reason: 'Why are the proofs withdrawn?',
      missing: 'Choose a reason.',
      button: 'Withdraw the proofs',
    },
    erase: {
      title: 'Erase this customer',
      who: (name) => `You are about to erase ${name}.`,
      effects: [
        'Name, address and everything else that you attest become unreadable at once, and in copies within seven days.',
        'All proofs are withdrawn, and open offers cancelled.',
        'A later customer file with the same number is left out and does not bring the data back.',
      ],
      forGood: 'This cannot be undone.',
      confirm: 'Type the customer number to confirm',
      confirmHint: (number) => `It is ${number}.`,
      wrong: 'This is not the customer’s number. Nothing has been erased.',
      button: 'Erase for good',
    },
    cancel: 'Back, change nothing',
  },
  fr: {
    revoke: {
      title: 'Retirer les justificatifs',
      who: (name) => `Cela concerne tous les justificatifs délivrés à ${name}, et toutes les offres en attente.`,
      atOnce: (time) =>
        `En cas d’appareil perdu, de tromperie ou d’erreur de votre part, les banques et les villes refuseront les justificatifs dans ${time} au plus.`,
      together: (time) =>
        `Pour toute autre raison, ce sera dans ${time} au plus\u00a0: ces retraits sont rendus publics à plusieurs, pour que personne ne puisse lire dans la liste quel jour ce client a déménagé.`,
      offers: 'Les offres en attente ne pourront plus être retirées.',
      forGood:
        'Cette opération est définitive. Pour donner de nouveau des justificatifs au client, créez une nouvelle offre.',
      stays: 'Le client reste dans vos fichiers. Ce qui a été montré à d’autres auparavant n’est pas annulé.',
      reason: 'Pourquoi les justificatifs sont-ils retirés\u00a0?',
      missing: 'Choisissez une raison.',
      button: 'Retirer les justificatifs',
    },
    erase: {
      title: 'Effacer ce client',
      who: (name) => `Vous allez effacer ${name}.`,
      effects: [
        'Le nom, l’adresse et tout ce que vous attestez deviennent illisibles aussitôt, et dans les copies sous sept jours.',
        'Tous les justificatifs sont retirés et les offres en attente annulées.',
        'Un fichier clients ultérieur portant le même numéro est écarté et ne fait pas revenir les données.',
      ],
      forGood: 'Cette opération est définitive.',
      confirm: 'Saisissez le numéro de client pour confirmer',
      confirmHint: (number) => `C’est ${number}.`,
      wrong: 'Ce n’est pas le numéro de ce client. Rien n’a été effacé.',
      button: 'Effacer définitivement',
    },
    cancel: 'Retour, ne rien changer',
  },
};
