import type { Locale } from '#look';

interface CustomerScreenPageMessages {
  /** On a verification's page. */
  offer: string;
  title: string;
  lead: string;
  here: string;
  /** Each by the language of the customer. */
  open: Readonly<Record<Locale, string>>;
  tablet: string;
  tabletSentence: string;
  code: string;
  once: string;
  another: string;
  make: string;
  back: string;
}

export const CUSTOMER_SCREEN_PAGE_MESSAGES: Readonly<Record<Locale, CustomerScreenPageMessages>> = {
  en: {
    offer: 'Show the code on a customer screen',
    title: 'Customer screen',
    lead: 'A second screen, turned to the person, shows the code large, and how far it is. It shows no name, no address and no result.',
    here: 'On a screen of this computer',
    open: { en: 'Open in English', fr: 'Open in French' },
    tablet: 'On another device',
    tabletSentence: 'Scan this with the device that is turned to the person. Nobody has to sign in there.',
    code: 'Address of the customer screen',
    once: 'The address opens once, in one browser. Move the window to the other screen.',
    another: 'Make a new address',
    make: 'Make the address',
    back: 'Back to the verification',
  },
  fr: {
    offer: 'Montrer le code sur un écran client',
    title: 'Écran client',
    lead: 'Un second écran, tourné vers la personne, montre le code en grand, et où l’on en est. Il ne montre ni nom, ni adresse, ni résultat.',
    here: 'Sur un écran de cet ordinateur',
    open: { en: 'Ouvrir en anglais', fr: 'Ouvrir en français' },
    tablet: 'Sur un autre appareil',
    tabletSentence: 'Scannez ceci avec l’appareil tourné vers la personne. Personne n’a à s’y connecter.',
    code: 'Adresse de l’écran client',
    once: 'L’adresse s’ouvre une seule fois, dans un seul navigateur. Déplacez la fenêtre vers l’autre écran.',
    another: 'Créer une nouvelle adresse',
    make: 'Créer l’adresse',
    back: 'Retour à la vérification',
  },
};
