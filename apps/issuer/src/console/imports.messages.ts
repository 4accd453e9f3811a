import type { Locale } from '#look';

export interface ImportsMessages {
  title: string;
  lead: string;
  file: string;
  fileHint: (megabytes: number, rows: string) => string;
  upload: string;
  uploading: string;
  reading: string;
  broken: string;
  paste: string;
  pasteHint: string;
  pasteButton: string;
  columns: { title: string; lead: string; name: string; also: string; required: string; yes: string; no: string };
  refusedFile: string;
  nothingStored: string;
  line: (line: number) => string;
  column: (column: string) => string;
  past: {
    title: string;
    at: string;
    accepted: string;
    unchanged: string;
    refused: string;
    suppressed: string;
    empty: string;
  };
}

export const IMPORTS_MESSAGES: Readonly<Record<Locale, ImportsMessages>> = {
  en: {
    title: 'Import a customer file',
    lead: 'Each row is accepted or refused on its own, with the reason. The same file again changes nothing.',
    file: 'Customer file (CSV)',
    fileHint: (megabytes, rows) =>
      `Text in UTF-8, separated by semicolons or commas, at most ${megabytes} MB and ${rows} rows.`,
    upload: 'Import this file',
    uploading: 'Sending the file',
    reading: 'The file has arrived. Its rows are being checked and encrypted.',
    broken:
      'The file could not be sent. Check the connection, open the page again and repeat; rows that are there already stay unchanged.',
    paste: 'Or paste rows',
    pasteHint: 'With the line of headings. This way works without JavaScript too.',
    pasteButton: 'Import these rows',
    columns: {
      title: 'Columns of the file',
      lead: 'The order is free. Columns that are not listed are ignored and never stored.',
      name: 'Heading',
      also: 'Also understood',
      required: 'Required',
      yes: 'yes',
      no: 'no',
    },
    refusedFile: 'The file was refused as a whole.',
    nothingStored: 'Nothing has been stored.',
    line: (line) => `Line ${line}.`,
    column: (column) => `Column “${column}”.`,
    past: {
      title: 'Earlier files',
      at: 'Imported on',
      accepted: 'New or changed',
      unchanged: 'Unchanged',
      refused: 'Refused',
      suppressed: 'Erased before',
      empty: 'No file has been imported yet.',
    },
  },
  fr: {
    title: 'Importer un fichier clients',
    lead: 'Chaque ligne est acceptée ou refusée pour elle-même, avec la raison. Le même fichier une seconde fois ne change rien.',
    file: 'Fichier clients (CSV)',
    fileHint: (megabytes, rows) =>
      `Texte en UTF-8, séparé par des points-virgules ou des virgules, au plus ${megabytes} Mo et ${rows} lignes.`,
    upload: 'Importer ce fichier',
    uploading: 'Envoi du fichier',
    reading: 'Le fichier est arrivé. Ses lignes sont en cours de vérification et de chiffrement.',
    broken:
      'Le fichier n’a pas pu être envoyé. Vérifiez la connexion, rouvrez la page et recommencez\u00a0; les lignes déjà présentes restent inchangées.',
    paste: 'Ou coller des lignes',
    pasteHint: 'Avec la ligne d’en-têtes. Cette voie fonctionne aussi sans JavaScript.',
    pasteButton: 'Importer ces lignes',
    columns: {
      title: 'Colonnes du fichier',
      lead: 'L’ordre est libre. Les colonnes qui ne figurent pas ici sont ignorées et jamais conservées.',
      name: 'En-tête',
      also: 'Également compris',
      required: 'Obligatoire',
      yes: 'oui',
      no: 'non',
    },
    refusedFile: 'Le fichier a été refusé dans son ensemble.',
    nothingStored: 'Rien n’a été conservé.',
    line: (line) => `Ligne ${line}.`,
    column: (column) => `Colonne «\u00a0${column}\u00a0».`,
    past: {
      title: 'Fichiers précédents',
      at: 'Importé le',
      accepted: 'Nouvelles ou modifiées',
      unchanged: 'Inchangées',
      refused: 'Refusées',
      suppressed: 'Effacées auparavant',
      empty: 'Aucun fichier n’a encore été importé.',
    },
  },
};
