import type { Locale } from '#look';

interface LedgerTransactionsMessages {
  title: string;
  lead: string;
  about: Readonly<Record<'all' | 'decisions' | 'news', string>>;
  aboutThing: string;
  filter: string;
  caption: string;
  empty: string;
  accepted: string;
  kind: string;
  identifier: string;
  block: string;
  when: string;
  leaf: string;
  signers: string;
  signersCaption: string;
  noSigner: string;
  member: string;
  key: string;
  proof: string;
  proofLead: string;
  download: string;
  trust: string;
  command: string;
  raw: string;
  rawLead: string;
}

export const LEDGER_TRANSACTIONS_MESSAGES: Readonly<Record<Locale, LedgerTransactionsMessages>> = {
  en: {
    title: 'Entries',
    lead: 'Everything that was ever entered, signed by the members who did so, in the order in which it was entered.',
    about: { news: 'Decisions', decisions: 'Decisions and ballots', all: 'Everything, anchors too' },
    aboutThing: 'Only entries about:',
    filter: 'What to show',
    caption: 'The newest first',
    empty: 'There is no such entry.',
    accepted: 'The ledger accepted this entry. It can be neither changed nor removed.',
    kind: 'Kind',
    identifier: 'Identifier',
    block: 'Block',
    when: 'Entered',
    leaf: 'Number in the log',
    signers: 'Signed by',
    signersCaption: 'Members that signed, with the key of each',
    noSigner: 'Nobody signed it.',
    member: 'Member',
    key: 'Key (thumbprint)',
    proof: 'Proof',
    proofLead:
      'With these two files anyone can check, without us and without a network, that the ledger accepted this entry and which colleges attest it.',
    download: 'Download the proof',
    trust: 'Download the trust file',
    command: 'Put both into one folder and run:',
    raw: 'As it was signed',
    rawLead: 'Canonical JSON (RFC 8785): exactly these bytes were signed and entered.',
  },
  fr: {
    title: 'Écritures',
    lead: 'Tout ce qui a été inscrit, signé par les membres qui l’ont fait, dans l’ordre d’inscription.',
    about: { news: 'Décisions', decisions: 'Décisions et bulletins', all: 'Tout, ancrages compris' },
    aboutThing: 'Seulement les écritures concernant\u00a0:',
    filter: 'Que montrer',
    caption: 'La plus récente d’abord',
    empty: 'Il n’y a pas d’écriture de ce genre.',
    accepted: 'Le registre a accepté cette écriture. Elle ne peut être ni modifiée ni retirée.',
    kind: 'Type',
    identifier: 'Identifiant',
    block: 'Bloc',
    when: 'Inscrite',
    leaf: 'Numéro dans le journal',
    signers: 'Signée par',
    signersCaption: 'Membres signataires, avec la clé de chacun',
    noSigner: 'Personne ne l’a signée.',
    member: 'Membre',
    key: 'Clé (empreinte)',
    proof: 'Preuve',
    proofLead:
      'Avec ces deux fichiers, chacun peut vérifier, sans nous et sans réseau, que le registre a accepté cette écriture et quels collèges l’attestent.',
    download: 'Télécharger la preuve',
    trust: 'Télécharger le fichier de confiance',
    command: 'Placez les deux dans un même dossier et lancez\u00a0:',
    raw: 'Telle qu’elle a été signée',
    rawLead: 'JSON canonique (RFC 8785)\u00a0: ce sont exactement ces octets qui ont été signés et inscrits.',
  },
};
