import type { Locale } from '#look';

export type Section = 'start' | 'imports' | 'customers' | 'issuances';

export interface ConsoleMessages {
  navigation: string;
  sections: Readonly<Record<Section, string>>;
  signOut: string;
  footer: string;
}

export const CONSOLE_MESSAGES: Readonly<Record<Locale, ConsoleMessages>> = {
  en: {
    navigation: 'Pages',
    sections: { start: 'Start', imports: 'Customer files', customers: 'Customers', issuances: 'Waiting' },
    signOut: 'Sign out',
    footer: 'These pages show personal data of your customers. Sign out when you leave.',
  },
  fr: {
    navigation: 'Pages',
    sections: { start: 'Accueil', imports: 'Fichiers clients', customers: 'Clients', issuances: 'En attente' },
    signOut: 'Se déconnecter',
    footer: 'Ces pages montrent des données personnelles de vos clients. Déconnectez-vous en partant.',
  },
};
