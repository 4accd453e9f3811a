import type { WatchReport } from '#anchoring/watch';
import type { Locale } from '#look';

interface WatchMessages {
  title: string;
  lead: string;
  allAgree: string;
  alarm: string;
  warning: string;
  caption: string;
  source: string;
  outcome: string;
  size: string;
  attestedAt: string;
  outcomes: Readonly<Record<WatchReport['sources'][number]['outcome'], string>>;
}

export const WATCH_MESSAGES: Readonly<Record<Locale, WatchMessages>> = {
  en: {
    title: 'What the other services show',
    lead: 'Each college runs a service of its own. We compare our ledger with theirs all the time; you can do the same with npm run ledger:watch.',
    allAgree: 'All of them show the same log.',
    alarm: 'Something is wrong',
    warning: 'Something needs attention',
    caption: 'Services that are compared, as they were seen last',
    source: 'Service',
    outcome: 'Signed root',
    size: 'Leaves',
    attestedAt: 'Signed',
    outcomes: {
      attested: 'verified',
      unreachable: 'could not be read',
      not_attested: 'not signed by the colleges',
      trust_expired: 'can’t be judged any more',
    },
  },
  fr: {
    title: 'Ce que montrent les autres services',
    lead: 'Chaque collège a son propre service. Nous comparons sans cesse notre registre au leur\u00a0; vous pouvez faire de même avec npm run ledger:watch.',
    allAgree: 'Tous montrent le même journal.',
    alarm: 'Quelque chose ne va pas',
    warning: 'Un point demande de l’attention',
    caption: 'Services comparés, tels qu’ils ont été vus en dernier',
    source: 'Service',
    outcome: 'Racine signée',
    size: 'Feuilles',
    attestedAt: 'Signée',
    outcomes: {
      attested: 'vérifiée',
      unreachable: 'n’a pas pu être lue',
      not_attested: 'non signée par les collèges',
      trust_expired: 'ne peut plus être jugée',
    },
  },
};
