import type { CheckMessages } from '../verification.messages.js';

/** What the checks say that only mdocs have. */
export const MDOC_MESSAGES = {
  'mdoc-format': {
    ok: {
      en: 'The credential is an mdoc, as was asked for.',
      fr: "L'attestation est un mdoc, comme demandé.",
    },
    presentation_too_long: {
      en: 'The presentation is longer than is accepted.',
      fr: 'La présentation dépasse la longueur acceptée.',
    },
    too_many_elements: {
      en: 'The presentation shows more data elements than are accepted.',
      fr: 'La présentation montre plus de données que le nombre accepté.',
    },
    malformed_credential: {
      en: 'The credential is not an mdoc that can be read.',
      fr: "L'attestation n'est pas un mdoc lisible.",
    },
    credential_algorithm_not_accepted: {
      en: 'The mdoc is signed with an algorithm that is not accepted.',
      fr: 'Le mdoc est signé avec un algorithme non accepté.',
    },
    credential_header_unknown: {
      en: 'The signature of the mdoc carries a parameter that is not known here.',
      fr: 'La signature du mdoc porte un paramètre inconnu ici.',
    },
  },
  'document-type': {
    ok: { en: 'The mdoc is of the type that was asked for.', fr: 'Le mdoc est du type demandé.' },
    type_not_asked: {
      en: 'The mdoc is of another type than was asked for.',
      fr: "Le mdoc est d'un autre type que celui demandé.",
    },
    type_differs: {
      en: 'The mdoc is presented as another type than its issuer signed.',
      fr: "Le mdoc est présenté sous un autre type que celui signé par l'émetteur.",
    },
  },
  'mdoc-signature': {
    ok: {
      en: 'The signature of the issuer under the mdoc is valid.',
      fr: "La signature de l'émetteur du mdoc est valide.",
    },
    credential_signature_invalid: {
      en: 'The signature of the issuer under the mdoc is invalid.',
      fr: "La signature de l'émetteur du mdoc est invalide.",
    },
  },
  'mdoc-validity': {
    ok: {
      en: 'The mdoc is valid at this time, and its signer was certified when it was signed.',
      fr: 'Le mdoc est valable en ce moment et son signataire était certifié à la signature.',
    },
    credential_times_contradictory: {
      en: 'The times of the mdoc contradict one another.',
      fr: 'Les dates du mdoc se contredisent.',
    },
    credential_issued_in_the_future: {
      en: 'The mdoc bears a time of issue yet to come.',
      fr: "Le mdoc porte une date d'émission à venir.",
    },
    credential_not_yet_valid: { en: 'The mdoc is not valid yet.', fr: "Le mdoc n'est pas encore valable." },
    credential_expired: { en: 'The mdoc has expired.', fr: 'Le mdoc a expiré.' },
    signer_not_certified_then: {
      en: 'The certificate of the issuer did not cover the day on which the mdoc was signed.',
      fr: "Le certificat de l'émetteur ne couvrait pas le jour où le mdoc a été signé.",
    },
  },
  'element-digests': {
    ok: {
      en: 'Every data element that is shown is one that the issuer signed.',
      fr: "Chaque donnée montrée est bien signée par l'émetteur.",
    },
    unsupported_digest_algorithm: {
      en: 'The data elements are hashed with an algorithm that is not accepted.',
      fr: 'Les données sont hachées avec un algorithme non accepté.',
    },
    digest_missing: {
      en: 'A data element is shown for which the issuer signed nothing.',
      fr: "Une donnée est montrée pour laquelle l'émetteur n'a rien signé.",
    },
    digest_differs: {
      en: 'A data element differs from the one that the issuer signed.',
      fr: "Une donnée diffère de celle que l'émetteur a signée.",
    },
    element_repeated: { en: 'A data element is shown twice.', fr: 'Une donnée est montrée deux fois.' },
    element_value_unsupported: {
      en: 'A data element holds a value of a kind that cannot be read here.',
      fr: "Une donnée contient une valeur d'une sorte illisible ici.",
    },
    elements_refused: {
      en: 'The data elements do not fit the mdoc.',
      fr: 'Les données ne correspondent pas au mdoc.',
    },
  },
  'device-key': {
    ok: { en: 'The mdoc is bound to a key of its holder.', fr: 'Le mdoc est lié à une clé de son détenteur.' },
    holder_key_not_accepted: {
      en: 'The mdoc is bound to a key of a kind that is not accepted.',
      fr: "Le mdoc est lié à une clé d'un type non accepté.",
    },
    holder_key_has_extra_members: {
      en: 'The key of the holder carries marks by which he could be followed.',
      fr: 'La clé du détenteur porte des marques qui permettraient de le suivre.',
    },
    holder_key_marked_by_listed_issuer: {
      en: 'The mdoc is bound to an accepted key; its issuer, who is no member, marked it so that it could be followed.',
      fr: "Le mdoc est lié à une clé acceptée ; son émetteur, qui n'est pas membre, l'a marquée de façon à pouvoir la suivre.",
    },
  },
  'device-authentication': {
    ok: { en: 'The holder’s device signed the presentation.', fr: "L'appareil du détenteur a signé la présentation." },
    device_mac_not_accepted: {
      en: 'The holder’s device used a shared secret instead of a signature, which proves nothing to others.',
      fr: "L'appareil du détenteur a utilisé un secret partagé au lieu d'une signature, ce qui ne prouve rien à d'autres.",
    },
    device_signature_missing: {
      en: 'The holder’s device did not sign the presentation.',
      fr: "L'appareil du détenteur n'a pas signé la présentation.",
    },
    device_algorithm_not_accepted: {
      en: 'The holder’s device signed with an algorithm that is not accepted.',
      fr: "L'appareil du détenteur a signé avec un algorithme non accepté.",
    },
  },
  'device-signature': {
    ok: {
      en: 'The holder signed with the key of the mdoc, for this very request.',
      fr: 'Le détenteur a signé avec la clé du mdoc, pour cette demande précise.',
    },
    device_signature_invalid: {
      en: 'The signature is by another key than the mdoc’s, or was made for another request.',
      fr: "La signature vient d'une autre clé que celle du mdoc, ou a été faite pour une autre demande.",
    },
  },
  'device-elements': {
    ok: {
      en: 'The holder’s device adds nothing of its own.',
      fr: "L'appareil du détenteur n'ajoute rien de lui-même.",
    },
    device_elements_not_asked: {
      en: 'The holder’s device adds statements of its own, for which nobody asked.',
      fr: "L'appareil du détenteur ajoute des indications que personne n'a demandées.",
    },
  },
} satisfies Partial<CheckMessages>;
