import type { Locale } from '#look';

export interface ReportMessages {
  title: string;
  at: string;
  accepted: string;
  unchanged: string;
  refused: string;
  suppressed: string;
  suppressedHint: string;
  allGood: string;
  problems: {
    title: string;
    lead: string;
    more: (shown: number) => string;
    line: string;
    column: string;
    row: string;
    rule: string;
    value: string;
    empty: string;
    download: string;
    forget: string;
    forgetHint: string;
    forgotten: string;
  };
  next: string;
  another: string;
}

export const REPORT_MESSAGES: Readonly<Record<Locale, ReportMessages>> = {
  en: {
    title: 'Report on a customer file',
    at: 'Imported on',
    accepted: 'rows new or changed',
    unchanged: 'rows unchanged',
    refused: 'rows refused',
    suppressed: 'rows left out',
    suppressedHint: 'Rows left out belong to customers who were erased; a file does not bring them back.',
    allGood: 'Every row was accepted.',
    problems: {
      title: 'Refused rows',
      lead: 'Correct these rows and import them again. This list quotes your customers’ data; it is forgotten after seven days.',
      more: (shown) => `The first ${shown} are shown.`,
      line: 'Line',
      column: 'Column',
      row: 'whole row',
      rule: 'Why',
      value: 'What the file says',
      empty: 'No row was refused.',
      download: 'Download the list (CSV)',
      forget: 'Forget this list now',
      forgetHint: 'The counts stay; what the rows said is destroyed and cannot be restored.',
      forgotten: 'What the refused rows said has been forgotten.',
    },
    next: 'To the customers',
    another: 'Import another file',
  },
  fr: {
    title: 'Compte rendu d’un fichier clients',
    at: 'Importé le',
    accepted: 'lignes nouvelles ou modifiées',
    unchanged: 'lignes inchangées',
    refused: 'lignes refusées',
    suppressed: 'lignes écartées',
    suppressedHint:
      'Les lignes écartées concernent des clients qui ont été effacés\u00a0; un fichier ne les fait pas revenir.',
    allGood: 'Toutes les lignes ont été acceptées.',
    problems: {
      title: 'Lignes refusées',
      lead: 'Corrigez ces lignes et importez-les à nouveau. Cette liste cite des données de vos clients\u00a0; elle est oubliée au bout de sept jours.',
      more: (shown) => `Les ${shown} premières sont affichées.`,
      line: 'Ligne',
      column: 'Colonne',
      row: 'ligne entière',
      rule: 'Raison',
      value: 'Ce que dit le fichier',
      empty: 'Aucune ligne n’a été refusée.',
      download: 'Télécharger la liste (CSV)',
      forget: 'Oublier cette liste maintenant',
      forgetHint: 'Les nombres restent\u00a0; le contenu des lignes est détruit et ne peut pas être rétabli.',
      forgotten: 'Le contenu des lignes refusées a été oublié.',
    },
    next: 'Vers les clients',
    another: 'Importer un autre fichier',
  },
};
