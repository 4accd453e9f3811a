import type { Locale } from '#look';
import type { ApplicationState } from './applications.js';
import type { CounterPlace } from './counters.config.js';

interface ResultWords {
  title: string;
  sentence: string;
}

export interface CounterWords {
  title: string;
  lead: string;
  /** Over the form. */
  begin: string;
  button: string;
  notLearnt: string;
  results: Readonly<Record<ApplicationState, ResultWords>>;
}

interface CountersMessages {
  brand: string;
  welcome: { title: string; lead: string; fictitious: string };
  counters: Readonly<Record<CounterPlace['path'], CounterWords>>;
  address: { legend: string; street: string; postalCode: string; locality: string; hint: string };
  given: string;
  shown: string;
  municipality: string;
  evidenceOf: string;
  residentFor: (months: number) => string;
  yes: string;
  no: string;
  howItWorks: string;
  again: string;
  back: string;
  yourApplication: string;
  noApplication: string;
}

const en: CountersMessages = {
  brand: 'Two counters of Valserine',
  welcome: {
    title: 'Two counters that ask for a proof of residence',
    lead: 'A bank and a city hall, as anybody could build them on the public interface. Have your wallet ready.',
    fictitious: 'Bank and city hall are invented: no account is opened and no tariff granted.',
  },
  counters: {
    bank: {
      title: 'Open an account',
      lead: 'The law demands that a bank checks where you live. Instead of a bill, your wallet says whether you live at the address that you give us.',
      begin: 'Your address',
      button: 'Prove it with my wallet',
      notLearnt:
        'The bank did not get: your bill, its amount, your contract number, who else lives there, or any other address.',
      results: {
        asked: {
          title: 'We are waiting for your proof',
          sentence: 'Go back to the page with the code, or begin again below.',
        },
        accepted: {
          title: 'Your address is confirmed',
          sentence: 'We can open your account. The proof and your receipt stay where you can see them: in your wallet.',
        },
        not_accepted: {
          title: 'Your address could not be confirmed',
          sentence: 'The proof did not pass our checks, and nothing of it was kept. You can try again or bring a bill.',
        },
        refused: {
          title: 'No answer came',
          sentence:
            'You refused, or your proof is of another address: we do not learn which of the two. You can try again or bring a bill.',
        },
        restricted: {
          title: 'You have withdrawn your agreement',
          sentence:
            'The law makes us keep the proof for five years after the end of your account. It is locked: nobody here works with it.',
        },
        erased: { title: 'Your proof is erased', sentence: 'Nothing of what you showed is left with us.' },
      },
    },
    city: {
      title: 'Resident tariff',
      lead: 'Who lives in Valserine pays less at the pool and the library. We only want to know your municipality, and since how long you live there.',
      begin: 'One question to your wallet',
      button: 'Show where I live with my wallet',
      notLearnt:
        'The city hall did not get: your name, your street, your bill, or the name of your utility’s contract.',
      results: {
        asked: {
          title: 'We are waiting for your proof',
          sentence: 'Go back to the page with the code, or begin again below.',
        },
        accepted: { title: 'You have the resident tariff', sentence: 'This is all that we have learnt about you.' },
        not_accepted: {
          title: 'The proof did not pass our checks',
          sentence: 'Nothing of it was kept. You can try again.',
        },
        refused: {
          title: 'Nothing was shared',
          sentence: 'You refused, or no proof in your wallet answers. You can try again whenever you like.',
        },
        restricted: { title: 'You have withdrawn your agreement', sentence: 'The proof is locked.' },
        erased: {
          title: 'You have withdrawn your agreement',
          sentence: 'What you showed was erased, and the tariff ends. You can ask again whenever you like.',
        },
      },
    },
  },
  address: {
    legend: 'The address that you give to the bank',
    street: 'Number and street',
    postalCode: 'Postal code',
    locality: 'Municipality',
    hint: 'Write it as you are used to: capital letters, accents and abbreviations make no difference.',
  },
  given: 'The address that you gave',
  shown: 'What your wallet showed',
  municipality: 'Municipality',
  evidenceOf: 'State of the utility’s records',
  residentFor: (months) => `Lives there for ${months} months or longer`,
  yes: 'Yes',
  no: 'No',
  howItWorks: 'A page that checks proofs for us opens for a moment; then you are back here.',
  again: 'Begin again',
  back: 'Both counters',
  yourApplication: 'Your application',
  noApplication: 'This browser has no such application.',
};

const fr: CountersMessages = {
  brand: 'Deux guichets de Valserine',
  welcome: {
    title: 'Deux guichets qui demandent un justificatif de domicile',
    lead: 'Une banque et une mairie, telles que chacun pourrait les construire sur l’interface publique. Préparez votre portefeuille.',
    fictitious: 'La banque et la mairie sont imaginaires : aucun compte n’est ouvert et aucun tarif n’est accordé.',
  },
  counters: {
    bank: {
      title: 'Ouvrir un compte',
      lead: 'La loi demande à la banque de vérifier où vous habitez. Au lieu d’une facture, votre portefeuille dit si vous habitez à l’adresse que vous nous donnez.',
      begin: 'Votre adresse',
      button: 'Le prouver avec mon portefeuille',
      notLearnt:
        'La banque n’a pas reçu : votre facture, son montant, votre numéro de contrat, les autres occupants du logement, ni une autre adresse.',
      results: {
        asked: {
          title: 'Nous attendons votre preuve',
          sentence: 'Revenez à la page qui montre le code, ou recommencez ci-dessous.',
        },
        accepted: {
          title: 'Votre adresse est confirmée',
          sentence:
            'Nous pouvons ouvrir votre compte. La trace et votre reçu restent là où vous les voyez : dans votre portefeuille.',
        },
        not_accepted: {
          title: 'Votre adresse n’a pas pu être confirmée',
          sentence:
            'La preuve n’a pas passé nos contrôles, et rien n’en a été conservé. Vous pouvez réessayer ou apporter une facture.',
        },
        refused: {
          title: 'Aucune réponse n’est venue',
          sentence:
            'Vous avez refusé, ou votre preuve concerne une autre adresse : nous ne savons pas lequel des deux. Vous pouvez réessayer ou apporter une facture.',
        },
        restricted: {
          title: 'Vous avez retiré votre accord',
          sentence:
            'La loi nous oblige à garder la preuve cinq ans après la clôture du compte. Elle est verrouillée : personne ici ne l’utilise.',
        },
        erased: {
          title: 'Votre preuve est effacée',
          sentence: 'Il ne reste rien chez nous de ce que vous avez montré.',
        },
      },
    },
    city: {
      title: 'Tarif résident',
      lead: 'Les habitants de Valserine paient moins cher la piscine et la médiathèque. Nous voulons seulement connaître votre commune, et depuis combien de temps vous y habitez.',
      begin: 'Une question à votre portefeuille',
      button: 'Montrer où j’habite avec mon portefeuille',
      notLearnt: 'La mairie n’a pas reçu : votre nom, votre rue, votre facture, ni votre contrat de fourniture.',
      results: {
        asked: {
          title: 'Nous attendons votre preuve',
          sentence: 'Revenez à la page qui montre le code, ou recommencez ci-dessous.',
        },
        accepted: { title: 'Vous avez le tarif résident', sentence: 'Voici tout ce que nous avons appris sur vous.' },
        not_accepted: {
          title: 'La preuve n’a pas passé nos contrôles',
          sentence: 'Rien n’en a été conservé. Vous pouvez réessayer.',
        },
        refused: {
          title: 'Rien n’a été partagé',
          sentence:
            'Vous avez refusé, ou aucune preuve de votre portefeuille ne répond. Vous pouvez réessayer quand vous voulez.',
        },
        restricted: { title: 'Vous avez retiré votre accord', sentence: 'La preuve est verrouillée.' },
        erased: {
          title: 'Vous avez retiré votre accord',
          sentence:
            'Ce que vous aviez montré a été effacé, et le tarif prend fin. Vous pouvez le redemander quand vous voulez.',
        },
      },
    },
  },
  address: {
    legend: 'L’adresse que vous donnez à la banque',
    street: 'Numéro et rue',
    postalCode: 'Code postal',
    locality: 'Commune',
    hint: 'Écrivez-la comme vous en avez l’habitude : majuscules, accents et abréviations ne changent rien.',
  },
  given: 'L’adresse que vous avez donnée',
  shown: 'Ce que votre portefeuille a montré',
  municipality: 'Commune',
  evidenceOf: 'État des registres du fournisseur',
  residentFor: (months) => `Y habite depuis ${months} mois ou plus`,
  yes: 'Oui',
  no: 'Non',
  howItWorks: 'Une page qui vérifie les preuves pour nous s’ouvre un instant, puis vous revenez ici.',
  again: 'Recommencer',
  back: 'Les deux guichets',
  yourApplication: 'Votre demande',
  noApplication: 'Ce navigateur n’a pas de telle demande.',
};

export const COUNTERS_MESSAGES: Readonly<Record<Locale, CountersMessages>> = { en, fr };
