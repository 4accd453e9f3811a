import type { CheckMessages } from '../verification.messages.js';

/** What the checks say that only W3C credentials have. */
export const JWT_VC_MESSAGES = {
  'jwt-vc-format': {
    ok: {
      en: 'The credential is a W3C credential, as was asked for.',
      fr: "L'attestation est une attestation W3C, comme demandé.",
    },
    presentation_too_long: {
      en: 'The presentation is longer than is accepted.',
      fr: 'La présentation dépasse la longueur acceptée.',
    },
    malformed_credential: {
      en: 'The presentation holds no W3C credential that can be read.',
      fr: 'La présentation ne contient aucune attestation W3C lisible.',
    },
    credential_typ_wrong: {
      en: 'Credential or presentation declares itself something else.',
      fr: "L'attestation ou la présentation se déclare comme autre chose.",
    },
    credential_algorithm_not_accepted: {
      en: 'Credential or presentation is signed with an algorithm that is not accepted.',
      fr: "L'attestation ou la présentation est signée avec un algorithme non accepté.",
    },
    credential_header_unknown: {
      en: 'The header of credential or presentation holds a member that is not known here.',
      fr: "L'en-tête de l'attestation ou de la présentation contient un membre inconnu ici.",
    },
  },
  'jwt-vc-type': {
    ok: { en: 'The W3C credential is of the type that was asked for.', fr: "L'attestation W3C est du type demandé." },
    type_missing: {
      en: 'The W3C credential names no type of its own.',
      fr: "L'attestation W3C n'indique aucun type propre.",
    },
    type_not_asked: {
      en: 'The W3C credential is of another type than was asked for.',
      fr: "L'attestation W3C est d'un autre type que celui demandé.",
    },
  },
  'issuer-did': {
    ok: {
      en: 'The identifier of the issuer leads to the key that is to have signed.',
      fr: "L'identifiant de l'émetteur mène à la clé censée avoir signé.",
    },
    issuer_is_no_did: {
      en: 'The credential names its issuer by no identifier that can be looked up.',
      fr: "L'attestation ne nomme son émetteur par aucun identifiant que l'on puisse consulter.",
    },
    issuer_key_not_named: {
      en: 'The credential does not say which key of its issuer signed it.',
      fr: "L'attestation ne dit pas quelle clé de l'émetteur l'a signée.",
    },
    issuer_key_of_another: {
      en: 'The key that the credential names belongs to another identifier than its issuer.',
      fr: "La clé que nomme l'attestation relève d'un autre identifiant que son émetteur.",
    },
    issuer_key_not_found: {
      en: 'The identifier of the issuer shows no such key.',
      fr: "L'identifiant de l'émetteur ne présente pas cette clé.",
    },
  },
  'jwt-vc-signature': {
    ok: {
      en: 'The signature of the issuer under the W3C credential is valid.',
      fr: "La signature de l'émetteur de l'attestation W3C est valide.",
    },
    credential_signature_invalid: {
      en: 'The signature of the issuer under the W3C credential is invalid.',
      fr: "La signature de l'émetteur de l'attestation W3C est invalide.",
    },
  },
  'jwt-vc-validity': {
    ok: { en: 'The W3C credential is valid at this time.', fr: "L'attestation W3C est valable en ce moment." },
    credential_times_missing: {
      en: 'The W3C credential does not say from when until when it is valid.',
      fr: "L'attestation W3C n'indique pas sa période de validité.",
    },
    credential_issued_in_the_future: {
      en: 'The W3C credential bears a time of issue yet to come.',
      fr: "L'attestation W3C porte une date d'émission à venir.",
    },
    credential_not_yet_valid: {
      en: 'The W3C credential is not valid yet.',
      fr: "L'attestation W3C n'est pas encore valable.",
    },
    credential_expired: { en: 'The W3C credential has expired.', fr: "L'attestation W3C a expiré." },
  },
  'jwt-vc-claims': {
    ok: {
      en: 'The W3C credential says one thing in all its parts; what was not asked for is dropped.',
      fr: "L'attestation W3C dit la même chose partout ; ce qui n'a pas été demandé est écarté.",
    },
    credential_not_understood: {
      en: 'The W3C credential is not built as its data model says.',
      fr: "L'attestation W3C n'est pas construite selon son modèle de données.",
    },
    credential_contradicts_itself: {
      en: 'The W3C credential says one thing in one place and another elsewhere.',
      fr: "L'attestation W3C dit une chose à un endroit et une autre ailleurs.",
    },
  },
  'jwt-vp-holder': {
    ok: {
      en: 'The W3C credential is presented by the holder whom it names by his key.',
      fr: "L'attestation W3C est présentée par le détenteur qu'elle désigne par sa clé.",
    },
    holder_key_not_accepted: {
      en: 'The W3C credential names its holder by no key that is accepted.',
      fr: "L'attestation W3C ne désigne son détenteur par aucune clé acceptée.",
    },
    holder_key_has_extra_members: {
      en: "The holder's key carries more than a key needs, by which he could be followed.",
      fr: 'La clé du détenteur porte plus que le nécessaire, ce qui permettrait de le suivre.',
    },
    holder_differs: {
      en: 'The W3C credential is presented by another than the holder whom it names.',
      fr: "L'attestation W3C est présentée par un autre que le détenteur qu'elle désigne.",
    },
  },
  'jwt-vp-signature': {
    ok: {
      en: "The holder's signature under the presentation is valid.",
      fr: 'La signature du détenteur sous la présentation est valide.',
    },
    presentation_signature_invalid: {
      en: "The holder's signature under the presentation is invalid.",
      fr: 'La signature du détenteur sous la présentation est invalide.',
    },
  },
  'jwt-vp-audience': {
    ok: {
      en: 'The presentation was made for the member that asked.',
      fr: 'La présentation a été faite pour le membre demandeur.',
    },
    presentation_audience_wrong: {
      en: 'The presentation was made for somebody else, or for others too.',
      fr: "La présentation a été faite pour quelqu'un d'autre, ou pour d'autres aussi.",
    },
  },
  'jwt-vp-nonce': {
    ok: {
      en: 'The presentation answers this very request.',
      fr: 'La présentation répond précisément à cette demande.',
    },
    presentation_nonce_wrong: {
      en: 'The presentation answers another request.',
      fr: 'La présentation répond à une autre demande.',
    },
  },
  'jwt-vp-freshness': {
    ok: { en: 'The presentation was signed just now.', fr: "La présentation vient d'être signée." },
    presentation_time_missing: {
      en: 'The presentation does not say when it was signed.',
      fr: "La présentation n'indique pas quand elle a été signée.",
    },
    presentation_stale: {
      en: 'The presentation was signed too long ago.',
      fr: 'La présentation a été signée il y a trop longtemps.',
    },
    presentation_from_the_future: {
      en: 'The presentation bears a time of signing yet to come.',
      fr: 'La présentation porte une heure de signature à venir.',
    },
    presentation_expired: { en: 'The presentation has expired.', fr: 'La présentation a expiré.' },
  },
} satisfies Partial<CheckMessages>;
