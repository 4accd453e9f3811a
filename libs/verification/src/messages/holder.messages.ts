import type { CheckMessages } from '../verification.messages.js';

/** What the checks of claims and holder say. */
export const HOLDER_MESSAGES = {
  disclosures: {
    ok: {
      en: 'Every disclosed claim is one that the issuer signed.',
      fr: "Chaque donnée divulguée est bien signée par l'émetteur.",
    },
    unsupported_sd_alg: {
      en: 'The disclosures are hashed with an algorithm that is not accepted.',
      fr: 'Les divulgations sont hachées avec un algorithme non accepté.',
    },
    duplicate_disclosure: { en: 'A disclosure is given twice.', fr: 'Une divulgation est donnée deux fois.' },
    duplicate_digest: {
      en: 'A digest occurs twice in the credential.',
      fr: "Une empreinte figure deux fois dans l'attestation.",
    },
    unused_disclosure: {
      en: 'A disclosed claim is not one that the issuer signed.',
      fr: "Une donnée divulguée n'est pas signée par l'émetteur.",
    },
    disclosure_kind: {
      en: 'A disclosure stands where one of another kind belongs.',
      fr: "Une divulgation se trouve à la place d'une autre sorte.",
    },
    forbidden_claim_name: {
      en: 'A claim has a name that SD-JWT keeps for itself.',
      fr: 'Une donnée porte un nom réservé par SD-JWT.',
    },
    claim_exists: {
      en: 'A disclosed claim has the name of another one.',
      fr: "Une donnée divulguée porte le nom d'une autre.",
    },
    protected_claim_disclosed: {
      en: 'A claim that must always be visible is selectively disclosed.',
      fr: 'Une donnée qui doit rester visible est divulguée sélectivement.',
    },
    malformed_digests: {
      en: 'The digests of the credential are malformed.',
      fr: "Les empreintes de l'attestation sont mal formées.",
    },
    claims_too_deep: { en: 'The claims are nested too deeply.', fr: 'Les données sont imbriquées trop profondément.' },
    disclosures_refused: {
      en: 'The disclosures do not fit the credential.',
      fr: "Les divulgations ne correspondent pas à l'attestation.",
    },
  },
  'type-metadata': {
    ok: {
      en: 'The credential is as the published description of its type says, in the version that it names.',
      fr: "L'attestation est telle que la décrit la fiche publiée de son type, dans la version qu'elle indique.",
    },
    metadata_not_held: {
      en: 'Not checked: the issuer is no member, and no description of its type is held here.',
      fr: "Non vérifié : l'émetteur n'est pas membre, et aucune description de ce type n'est détenue ici.",
    },
    metadata_not_named: {
      en: 'The credential names no published description of its type, and is held to none.',
      fr: "L'attestation n'indique aucune fiche publiée de son type : elle n'est comparée à aucune.",
    },
    integrity_malformed: {
      en: 'The credential names the description of its type in a way that cannot be read.',
      fr: "L'attestation désigne la fiche de son type d'une façon illisible.",
    },
    type_metadata_unknown: {
      en: 'The credential names a description of its type that is not the published one.',
      fr: "L'attestation désigne une fiche de son type qui n'est pas celle qui est publiée.",
    },
    claim_not_selectively_disclosable: {
      en: 'The credential shows a claim to everybody that its type lets a holder keep to himself.',
      fr: "L'attestation montre à tous une donnée que son type permet de garder pour soi.",
    },
    claim_must_not_be_disclosable: {
      en: 'The credential lets a claim be hidden that its type shows to everybody.',
      fr: "L'attestation permet de cacher une donnée que son type montre à tous.",
    },
  },
  'query-answered': {
    ok: {
      en: 'The presentation answers the question and tells nothing beyond it.',
      fr: 'La présentation répond à la question et ne dit rien de plus.',
    },
    claim_missing: { en: 'A claim that was asked for is missing.', fr: 'Une donnée demandée manque.' },
    over_answered: {
      en: 'The presentation tells more than was asked.',
      fr: 'La présentation en dit plus que ce qui a été demandé.',
    },
    not_confirmed: {
      en: 'The credential does not confirm any of the values that were asked.',
      fr: "L'attestation ne confirme aucune des valeurs demandées.",
    },
    query_not_satisfied: {
      en: 'The presentation does not answer the question.',
      fr: 'La présentation ne répond pas à la question.',
    },
  },
  'evidence-date': {
    ok: {
      en: 'The evidence of the utility is recent enough for the data-use contract.',
      fr: "La preuve du fournisseur est assez récente pour le contrat d'usage.",
    },
    no_contract_asked: {
      en: 'Not checked: without a data-use contract no age of the evidence is agreed.',
      fr: "Non vérifié : sans contrat d'usage, aucune ancienneté de la preuve n'est convenue.",
    },
    evidence_date_missing: {
      en: 'The presentation does not tell of which day its evidence is.',
      fr: "La présentation n'indique pas la date de sa preuve.",
    },
    evidence_date_malformed: {
      en: 'The day of the evidence is not a date.',
      fr: "La date de la preuve n'est pas une date.",
    },
    evidence_date_in_the_future: {
      en: 'The day of the evidence is yet to come.',
      fr: 'La date de la preuve est à venir.',
    },
    evidence_too_old: {
      en: 'The evidence of the utility is older than the data-use contract accepts.',
      fr: "La preuve du fournisseur est plus ancienne que ce que le contrat d'usage accepte.",
    },
  },
  'holder-key': {
    ok: {
      en: 'The credential is bound to a key of its holder.',
      fr: "L'attestation est liée à une clé de son détenteur.",
    },
    holder_key_missing: { en: 'The credential is bound to no key.', fr: "L'attestation n'est liée à aucune clé." },
    holder_key_not_accepted: {
      en: 'The credential is bound to a key of a kind that is not accepted.',
      fr: "L'attestation est liée à une clé d'un type non accepté.",
    },
    holder_key_has_extra_members: {
      en: 'The key of the holder carries marks by which he could be followed.',
      fr: 'La clé du détenteur porte des marques qui permettraient de le suivre.',
    },
  },
  'key-binding-present': {
    ok: { en: 'The holder signed the presentation.', fr: 'Le détenteur a signé la présentation.' },
    key_binding_missing: {
      en: 'The holder did not sign the presentation.',
      fr: "Le détenteur n'a pas signé la présentation.",
    },
  },
  'key-binding-type': {
    ok: {
      en: 'The signature of the holder is declared for presenting.',
      fr: 'La signature du détenteur est déclarée pour une présentation.',
    },
    key_binding_typ_wrong: {
      en: 'The signature of the holder was made for another purpose.',
      fr: 'La signature du détenteur a été faite pour un autre usage.',
    },
    key_binding_algorithm_not_accepted: {
      en: 'The holder signed with an algorithm that is not accepted.',
      fr: 'Le détenteur a signé avec un algorithme non accepté.',
    },
  },
  'key-binding-signature': {
    ok: { en: 'The signature of the holder is valid.', fr: 'La signature du détenteur est valide.' },
    key_binding_signature_invalid: {
      en: 'The signature of the holder is invalid.',
      fr: 'La signature du détenteur est invalide.',
    },
  },
  'key-binding-audience': {
    ok: {
      en: 'The presentation is addressed to the verifier that asked.',
      fr: 'La présentation est adressée au vérificateur demandeur.',
    },
    key_binding_audience_wrong: {
      en: 'The presentation is addressed to another verifier.',
      fr: 'La présentation est adressée à un autre vérificateur.',
    },
  },
  'key-binding-nonce': {
    ok: { en: 'The presentation answers this very request.', fr: 'La présentation répond bien à cette demande.' },
    key_binding_nonce_wrong: {
      en: 'The presentation answers another request.',
      fr: 'La présentation répond à une autre demande.',
    },
  },
  'key-binding-freshness': {
    ok: { en: 'The presentation was signed just now.', fr: "La présentation vient d'être signée." },
    key_binding_time_missing: {
      en: 'The presentation does not say when it was signed.',
      fr: 'La présentation ne dit pas quand elle a été signée.',
    },
    key_binding_stale: {
      en: 'The presentation was signed too long ago.',
      fr: 'La présentation a été signée il y a trop longtemps.',
    },
    key_binding_from_the_future: {
      en: 'The presentation bears a time yet to come.',
      fr: 'La présentation porte une heure à venir.',
    },
  },
  'key-binding-hash': {
    ok: {
      en: 'The holder signed exactly what was presented.',
      fr: 'Le détenteur a signé exactement ce qui est présenté.',
    },
    key_binding_hash_wrong: {
      en: 'The holder signed something else than what was presented.',
      fr: 'Le détenteur a signé autre chose que ce qui est présenté.',
    },
  },
  'transaction-data': {
    ok: {
      en: 'The holder signed what was to be authorised.',
      fr: 'Le titulaire a signé ce qui était à autoriser.',
    },
    no_transaction_data: {
      en: 'Nothing was to be authorised.',
      fr: "Rien n'était à autoriser.",
    },
    transaction_data_not_asked: {
      en: 'The holder signed something that nobody asked to authorise.',
      fr: "Le titulaire a signé quelque chose que personne n'a demandé d'autoriser.",
    },
    transaction_data_malformed: {
      en: 'What the holder signed of the transaction is not well formed.',
      fr: 'Ce que le titulaire a signé de la transaction est mal formé.',
    },
    transaction_data_algorithm: {
      en: 'What was to be authorised is hashed by another algorithm than was asked.',
      fr: 'Ce qui était à autoriser est haché par un autre algorithme que demandé.',
    },
    transaction_data_differs: {
      en: 'The holder signed another transaction than the one that was asked.',
      fr: 'Le titulaire a signé une autre transaction que celle demandée.',
    },
    transaction_data_missing: {
      en: 'The holder did not sign what was to be authorised.',
      fr: "Le titulaire n'a pas signé ce qui était à autoriser.",
    },
  },
} satisfies Partial<CheckMessages>;
