import type { Locale } from '#look';

interface EntryTableMessages {
  what: string;
  kind: string;
  when: string;
  block: string;
}

export const ENTRY_TABLE_MESSAGES: Readonly<Record<Locale, EntryTableMessages>> = {
  en: { what: 'What', kind: 'Kind', when: 'When', block: 'Block' },
  fr: { what: 'Quoi', kind: 'Type', when: 'Quand', block: 'Bloc' },
};
