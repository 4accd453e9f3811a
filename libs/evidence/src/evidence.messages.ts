import type { Localised } from '#primitives';

const PREREQUISITE: Localised = {
  en: 'Not checked: something before it does not hold.',
  fr: "Non vérifié : quelque chose qui le précède n'est pas valable.",
};
const REDACTED: Localised = {
  en: 'Not checked: redacted. What was shown was destroyed.',
  fr: 'Non vérifié : expurgé. Ce qui a été présenté a été détruit.',
};
const DISCARDED: Localised = {
  en: 'Not checked: discarded. What was not accepted was never kept.',
  fr: "Non vérifié : écarté. Ce qui n'a pas été accepté n'a jamais été conservé.",
};

/** Everything that the checker says of each item, in its order. */
export const EVIDENCE_MESSAGES = {
  'verdict-record': {
    ok: { en: 'The verdict record has the form of one.', fr: 'Le procès-verbal a la forme attendue.' },
    malformed: { en: 'The verdict record is malformed.', fr: 'Le procès-verbal est mal formé.' },
    earlier_version: {
      en: 'Not checked: an earlier version wrote this record, without what it rests on.',
      fr: 'Non vérifié : une version antérieure a écrit ce procès-verbal, sans ce sur quoi il repose.',
    },
  },
  'trust-inputs': {
    ok: {
      en: 'All that the decision rested on is here and is what the record names.',
      fr: 'Tout ce sur quoi la décision reposait est présent et correspond au procès-verbal.',
    },
    missing: {
      en: 'Something that the decision rested on is missing.',
      fr: 'Une pièce sur laquelle la décision reposait manque.',
    },
    foreign: {
      en: 'Something here is not what the record names.',
      fr: "Une pièce n'est pas celle que le procès-verbal désigne.",
    },
    malformed: {
      en: 'What the decision rested on cannot be read.',
      fr: 'Ce sur quoi la décision reposait est illisible.',
    },
    prerequisite: PREREQUISITE,
  },
  'state-proofs': {
    ok: {
      en: 'Three colleges attested the registry as the decision saw it.',
      fr: "Trois collèges ont attesté le registre tel que la décision l'a vu.",
    },
    not_proven: {
      en: 'The state of the registry is not proven.',
      fr: "L'état du registre n'est pas prouvé.",
    },
    stale: {
      en: 'The registry was proven too long before the decision, or after it.',
      fr: 'Le registre a été prouvé trop longtemps avant la décision, ou après elle.',
    },
    none: {
      en: 'Not checked: the decision rests on no state of a ledger.',
      fr: "Non vérifié : la décision ne repose sur aucun état d'un registre.",
    },
    prerequisite: PREREQUISITE,
  },
  'record-signature': {
    ok: {
      en: 'The record is signed with a key that was the verifier’s when it decided.',
      fr: 'Le procès-verbal est signé avec une clé qui était celle du vérificateur lors de la décision.',
    },
    signature: { en: 'The record’s signature is not valid.', fr: "La signature du procès-verbal n'est pas valable." },
    chain: {
      en: 'The signer’s certificate leads to no trusted root.',
      fr: 'Le certificat du signataire ne mène à aucune racine de confiance.',
    },
    key_not_registered: {
      en: 'The registry held no such key for this verifier when it decided.',
      fr: 'Le registre ne contenait pas cette clé pour ce vérificateur lors de la décision.',
    },
    prerequisite: PREREQUISITE,
  },
  decision: {
    ok: {
      en: 'The recorded decision follows from the recorded verdicts.',
      fr: 'La décision consignée découle des verdicts consignés.',
    },
    contradictory: {
      en: 'The recorded decision contradicts the recorded verdicts.',
      fr: 'La décision consignée contredit les verdicts consignés.',
    },
    prerequisite: PREREQUISITE,
  },
  'issuing-roots': {
    ok: { en: 'The roots are those of the trust file.', fr: 'Les racines sont celles du fichier de confiance.' },
    foreign_root: {
      en: 'A root is not in the trust file.',
      fr: "Une racine n'est pas dans le fichier de confiance.",
    },
    malformed: { en: 'The roots cannot be read.', fr: 'Les racines sont illisibles.' },
    prerequisite: PREREQUISITE,
  },
  'trusted-entities': {
    ok: {
      en: 'No issuer was believed because of a list of the verifier’s.',
      fr: "Aucun émetteur n'a été cru en raison d'une liste du vérificateur.",
    },
    own_list: {
      en: 'An issuer was believed because of a list of the verifier’s own, for which the trust file does not vouch.',
      fr: "Un émetteur a été cru en raison d'une liste propre au vérificateur, dont le fichier de confiance ne répond pas.",
    },
    malformed: { en: 'The list of trusted entities cannot be read.', fr: 'La liste de confiance est illisible.' },
    prerequisite: PREREQUISITE,
  },
  'status-lists': {
    ok: {
      en: 'Each status list is signed by its issuer.',
      fr: 'Chaque liste de statuts est signée par son émetteur.',
    },
    not_valid: { en: 'A status list is not valid.', fr: "Une liste de statuts n'est pas valable." },
    prerequisite: PREREQUISITE,
  },
  'type-metadata': {
    ok: { en: 'The documents of the types can be read.', fr: 'Les documents des types sont lisibles.' },
    not_valid: { en: 'A type’s document is not valid.', fr: "Le document d'un type n'est pas valable." },
    prerequisite: PREREQUISITE,
  },
  tolerances: {
    ok: { en: 'The usual tolerances were applied.', fr: 'Les tolérances habituelles ont été appliquées.' },
    other_numbers: { en: 'Other tolerances were applied.', fr: "D'autres tolérances ont été appliquées." },
    prerequisite: PREREQUISITE,
  },
  question: {
    ok: {
      en: 'Question and answer are those that the record names.',
      fr: 'La question et la réponse sont celles que le procès-verbal désigne.',
    },
    foreign: {
      en: 'Question or answer is not what the record names.',
      fr: "La question ou la réponse n'est pas celle que le procès-verbal désigne.",
    },
    redacted: REDACTED,
    discarded: DISCARDED,
    prerequisite: PREREQUISITE,
  },
  notice: {
    ok: {
      en: 'The nonce that the holder’s key signed commits to this notice.',
      fr: "L'aléa signé par la clé du porteur engage cette notice.",
    },
    missing: { en: 'The notice is missing.', fr: 'La notice manque.' },
    foreign: { en: 'The notice is another one.', fr: 'La notice est une autre.' },
    redacted: REDACTED,
    none: {
      en: 'Not checked: nothing was asked under a contract.',
      fr: "Non vérifié : rien n'a été demandé en vertu d'un contrat.",
    },
    prerequisite: PREREQUISITE,
  },
  verdicts: {
    ok: {
      en: 'Verified again, every check comes to the recorded verdict.',
      fr: 'Vérifié à nouveau, chaque contrôle aboutit au verdict consigné.',
    },
    differ: {
      en: 'Verified again, the verdicts are others.',
      fr: 'Vérifié à nouveau, les verdicts sont différents.',
    },
    redacted: REDACTED,
    discarded: DISCARDED,
    prerequisite: PREREQUISITE,
  },
  receipt: {
    ok: {
      en: 'The verifier signed a receipt of this presentation.',
      fr: 'Le vérificateur a signé un reçu de cette présentation.',
    },
    missing: { en: 'The receipt is missing.', fr: 'Le reçu manque.' },
    foreign: { en: 'The receipt is of another presentation.', fr: "Le reçu est celui d'une autre présentation." },
    signature: {
      en: 'The receipt is not signed by the verifier.',
      fr: "Le reçu n'est pas signé par le vérificateur.",
    },
    malformed: { en: 'The receipt is malformed.', fr: 'Le reçu est mal formé.' },
    none: { en: 'Not checked: no receipt was given.', fr: "Non vérifié : aucun reçu n'a été remis." },
    prerequisite: PREREQUISITE,
  },
  'ledger-proof': {
    ok: {
      en: 'The receipt’s commitment stands on the ledger.',
      fr: "L'engagement du reçu figure au registre.",
    },
    not_proven: {
      en: 'The ledger proof proves nothing of this receipt.',
      fr: 'La preuve du registre ne prouve rien de ce reçu.',
    },
    not_anchored_yet: {
      en: 'Not checked: the file has no ledger proof yet.',
      fr: "Non vérifié : le fichier n'a pas encore de preuve du registre.",
    },
    none: { en: 'Not checked: no receipt was given.', fr: "Non vérifié : aucun reçu n'a été remis." },
    prerequisite: PREREQUISITE,
  },
} as const satisfies Record<string, Record<string, Localised>>;

export type EvidenceItemName = keyof typeof EVIDENCE_MESSAGES;
export type EvidenceCode<Item extends EvidenceItemName> = keyof (typeof EVIDENCE_MESSAGES)[Item] & string;

/** Of a file that cannot be read as evidence at all. */
export const UNREADABLE: Localised = {
  en: 'The file is no evidence package.',
  fr: "Le fichier n'est pas un dossier de preuve.",
};
