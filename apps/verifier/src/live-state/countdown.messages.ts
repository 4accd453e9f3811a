import type { Locale } from '#look';

interface CountdownMessages {
  minutes: (count: number) => string;
  oneMinute: string;
  halfMinute: string;
  over: string;
}

export const COUNTDOWN_MESSAGES: Readonly<Record<Locale, CountdownMessages>> = {
  en: {
    minutes: (count) => `About ${count} minutes left.`,
    oneMinute: 'About a minute left.',
    halfMinute: 'Less than half a minute left.',
    over: 'The time is over.',
  },
  fr: {
    minutes: (count) => `Il reste environ ${count} minutes.`,
    oneMinute: 'Il reste environ une minute.',
    halfMinute: 'Il reste moins d’une demi-minute.',
    over: 'Le temps est écoulé.',
  },
};
