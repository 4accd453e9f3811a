import type { Locale } from '#look';

interface FindMessages {
  title: string;
  lead: string;
  privacy: string;
  chooseTitle: string;
  choose: string;
  chooseHint: string;
  drop: string;
  paste: string;
  pasteHint: string;
  check: string;
  noScript: string;
  digestTitle: string;
  digest: string;
  digestHint: string;
  search: string;
  malformed: string;
  answer: string;
  found: string;
  notFound: string;
  notFoundWhy: string;
  asked: string;
  legalText: (name: string) => string;
  legalTextFile: Readonly<Record<'en' | 'fr', (name: string) => string>>;
  itself: string;
  genesis: string;
  code: string;
  entries: string;
  entriesCaption: string;
}

export const FIND_MESSAGES: Readonly<Record<Locale, FindMessages>> = {
  en: {
    title: 'Look up a file',
    lead: 'You hold a receipt, a proof, a contract text or another document. See here whether it is on the ledger, and who attests it.',
    privacy:
      'Your file is not uploaded. Your browser computes its fingerprint (SHA-256), and only for documents that are neither receipt nor proof it asks us for that fingerprint.',
    chooseTitle: 'With a file',
    choose: 'Choose one or more files',
    chooseHint: 'A receipt with its proof, or a text in both languages: choose them together.',
    drop: 'You can also drop files here.',
    paste: 'Or paste a proof or a receipt',
    pasteHint: 'Text that begins with { or with eyJ',
    check: 'Check what I pasted',
    noScript:
      'Your browser runs no scripts here, so it cannot read a file. Compute the fingerprint yourself, for example by “sha256sum FILE”, and enter it below.',
    digestTitle: 'With a fingerprint',
    digest: 'Fingerprint (SHA-256)',
    digestHint: '64 characters from 0 to 9 and a to f, or the 43 characters that stand on these pages',
    search: 'Look up',
    malformed:
      'That is not a fingerprint. It needs 64 characters from 0 to 9 and a to f, or 43 letters, digits, - and _.',
    answer: 'Answer',
    found: 'The ledger knows it',
    notFound: 'The ledger does not know it',
    notFoundWhy:
      'No entry, contract, resolution or anchor names this fingerprint. A single changed character gives another fingerprint. A receipt is never named by itself: only its proof leads to the anchor.',
    asked: 'Fingerprint:',
    legalText: (name) => `It is the legal text “${name}”, in both languages, as contracts name it.`,
    legalTextFile: {
      en: (name) => `It is the English file of the legal text “${name}”.`,
      fr: (name) => `It is the French file of the legal text “${name}”.`,
    },
    itself: 'It is the identifier of an entry:',
    genesis: 'It is the fingerprint of this ledger’s genesis.',
    code: 'It is the fingerprint of the program that executes the ledger now.',
    entries: 'Where it stands',
    entriesCaption: 'The newest entries that name it',
  },
  fr: {
    title: 'Rechercher un fichier',
    lead: 'Vous avez un reçu, une preuve, un texte de contrat ou un autre document. Voyez ici s’il figure au registre, et qui l’atteste.',
    privacy:
      'Votre fichier n’est pas envoyé. Votre navigateur calcule son empreinte (SHA-256), et c’est seulement pour un document qui n’est ni reçu ni preuve qu’il nous interroge sur cette empreinte.',
    chooseTitle: 'Avec un fichier',
    choose: 'Choisissez un ou plusieurs fichiers',
    chooseHint: 'Un reçu avec sa preuve, ou un texte dans les deux langues\u00a0: choisissez-les ensemble.',
    drop: 'Vous pouvez aussi déposer des fichiers ici.',
    paste: 'Ou collez une preuve ou un reçu',
    pasteHint: 'Un texte qui commence par { ou par eyJ',
    check: 'Vérifier ce que j’ai collé',
    noScript:
      'Votre navigateur n’exécute pas de script ici et ne peut donc pas lire de fichier. Calculez l’empreinte vous-même, par exemple avec «\u00a0sha256sum FICHIER\u00a0», et saisissez-la ci-dessous.',
    digestTitle: 'Avec une empreinte',
    digest: 'Empreinte (SHA-256)',
    digestHint: '64 caractères de 0 à 9 et de a à f, ou les 43 caractères qui figurent sur ces pages',
    search: 'Rechercher',
    malformed:
      'Ceci n’est pas une empreinte. Il faut 64 caractères de 0 à 9 et de a à f, ou 43 lettres, chiffres, - et _.',
    answer: 'Réponse',
    found: 'Le registre le connaît',
    notFound: 'Le registre ne le connaît pas',
    notFoundWhy:
      'Aucune écriture, aucun contrat, aucune résolution ni aucun ancrage ne nomme cette empreinte. Un seul caractère modifié donne une autre empreinte. Un reçu n’est jamais nommé lui-même\u00a0: seule sa preuve mène à l’ancrage.',
    asked: 'Empreinte\u00a0:',
    legalText: (name) =>
      `C’est le texte juridique «\u00a0${name}\u00a0», dans les deux langues, tel que le nomment les contrats.`,
    legalTextFile: {
      en: (name) => `C’est le fichier anglais du texte juridique «\u00a0${name}\u00a0».`,
      fr: (name) => `C’est le fichier français du texte juridique «\u00a0${name}\u00a0».`,
    },
    itself: 'C’est l’identifiant d’une écriture\u00a0:',
    genesis: 'C’est l’empreinte de la genèse de ce registre.',
    code: 'C’est l’empreinte du programme qui exécute actuellement le registre.',
    entries: 'Où elle figure',
    entriesCaption: 'Les dernières écritures qui la nomment',
  },
};
