import type { CheckMessages } from '../verification.messages.js';

/** What the checks of issuer, credential and status say. */
export const CREDENTIAL_MESSAGES = {
  'credential-format': {
    ok: { en: 'The credential has the format that was asked for.', fr: "L'attestation a le format demandé." },
    format_not_asked: {
      en: 'Another credential format was asked for than can be verified here.',
      fr: "Le format d'attestation demandé ne peut pas être vérifié ici.",
    },
    presentation_too_long: {
      en: 'The presentation is longer than is accepted.',
      fr: 'La présentation dépasse la longueur acceptée.',
    },
    too_many_disclosures: {
      en: 'The presentation discloses more claims than are accepted.',
      fr: 'La présentation divulgue plus de données que le nombre accepté.',
    },
    malformed_disclosure: {
      en: 'A disclosure of the presentation is malformed.',
      fr: 'Une divulgation de la présentation est mal formée.',
    },
    malformed_credential: {
      en: 'The credential is not an SD-JWT that can be read.',
      fr: "L'attestation n'est pas un SD-JWT lisible.",
    },
    credential_typ_wrong: {
      en: 'The credential does not declare itself an SD-JWT VC.',
      fr: "L'attestation ne se déclare pas comme SD-JWT VC.",
    },
    credential_algorithm_not_accepted: {
      en: 'The credential is signed with an algorithm that is not accepted.',
      fr: "L'attestation est signée avec un algorithme non accepté.",
    },
    credential_header_unknown: {
      en: 'The header of the credential holds a member that is not known here.',
      fr: "L'en-tête de l'attestation contient un membre inconnu ici.",
    },
  },
  'credential-type': {
    ok: { en: 'The credential is of the type that was asked for.', fr: "L'attestation est du type demandé." },
    type_missing: { en: 'The credential names no type.', fr: "L'attestation n'indique aucun type." },
    type_not_asked: {
      en: 'The credential is of another type than was asked for.',
      fr: "L'attestation est d'un autre type que celui demandé.",
    },
  },
  'issuer-chain': {
    ok: {
      en: 'The certificate of the issuer leads to a trusted root.',
      fr: "Le certificat de l'émetteur mène à une racine de confiance.",
    },
    chain_on_no_list: {
      en: "The issuer's certificates lead neither to the cooperative nor to an entity on a list of trusted entities.",
      fr: "Les certificats de l'émetteur ne mènent ni à la coopérative ni à une entité inscrite sur une liste de confiance.",
    },
    chain_missing: {
      en: 'The credential carries no certificate of its issuer.',
      fr: "L'attestation ne porte pas de certificat de son émetteur.",
    },
    chain_malformed: {
      en: 'A certificate of the issuer cannot be read.',
      fr: "Un certificat de l'émetteur est illisible.",
    },
    chain_too_long: {
      en: 'The certificate chain of the issuer is too long.',
      fr: "La chaîne de certificats de l'émetteur est trop longue.",
    },
    chain_key_unsupported: {
      en: 'A certificate of the issuer has a key of a kind that is not accepted.',
      fr: "Un certificat de l'émetteur a une clé d'un type non accepté.",
    },
    chain_extension_unknown: {
      en: 'A certificate of the issuer has a critical extension that is not known here.',
      fr: "Un certificat de l'émetteur a une extension critique inconnue ici.",
    },
    chain_constraints: {
      en: 'A certificate of the issuer breaks the constraints of its chain.',
      fr: "Un certificat de l'émetteur enfreint les contraintes de sa chaîne.",
    },
    chain_usage: {
      en: 'The certificate of the issuer is not meant for signing credentials.',
      fr: "Le certificat de l'émetteur n'est pas destiné à signer des attestations.",
    },
    chain_names: {
      en: 'The names in the certificate chain of the issuer do not follow one another.',
      fr: "Les noms de la chaîne de certificats de l'émetteur ne se suivent pas.",
    },
    chain_signature: {
      en: 'A signature in the certificate chain of the issuer is invalid.',
      fr: "Une signature de la chaîne de certificats de l'émetteur est invalide.",
    },
    chain_untrusted: {
      en: 'The certificate of the issuer leads to no trusted root.',
      fr: "Le certificat de l'émetteur ne mène à aucune racine de confiance.",
    },
    chain_expired: {
      en: 'A certificate of the issuer has expired or is not valid yet.',
      fr: "Un certificat de l'émetteur a expiré ou n'est pas encore valable.",
    },
    root_in_chain: {
      en: 'The credential carries the root certificate, which it must not.',
      fr: "L'attestation porte le certificat racine, ce qui est interdit.",
    },
    leaf_self_signed: {
      en: 'The certificate of the issuer is signed by itself.',
      fr: "Le certificat de l'émetteur est signé par lui-même.",
    },
  },
  'issuer-accredited': {
    ok: {
      en: 'The issuer is a member that may issue this type of credential.',
      fr: "L'émetteur est un membre habilité à délivrer ce type d'attestation.",
    },
    on_list_of_the_union: {
      en: 'The issuer stands on a list of the European Union for this type of credential.',
      fr: "L'émetteur figure sur une liste de l'Union européenne pour ce type d'attestation.",
    },
    on_another_list: {
      en: 'The issuer is trusted for this type of credential by another list; it is not on a list of the European Union.',
      fr: "L'émetteur est admis pour ce type d'attestation par une autre liste ; il ne figure pas sur une liste de l'Union européenne.",
    },
    on_no_list: {
      en: 'The issuer is neither a member nor on a list of trusted entities.',
      fr: "L'émetteur n'est ni membre ni inscrit sur une liste de confiance.",
    },
    type_not_listed: {
      en: 'The issuer stands on a list, but not for this type of credential.',
      fr: "L'émetteur figure sur une liste, mais pas pour ce type d'attestation.",
    },
    listed_out_of_term: {
      en: 'The issuer stands on a list, but not for this time.',
      fr: "L'émetteur figure sur une liste, mais pas pour cette période.",
    },
    unknown_issuer_key: {
      en: 'The key of the issuer is not registered for any member.',
      fr: "La clé de l'émetteur n'est inscrite pour aucun membre.",
    },
    issuer_key_not_in_term: {
      en: 'The key of the issuer is not registered for this time.',
      fr: "La clé de l'émetteur n'est pas inscrite pour cette période.",
    },
    unknown_member: {
      en: 'The issuer is not a member of the cooperative.',
      fr: "L'émetteur n'est pas membre de la coopérative.",
    },
    member_suspended: {
      en: 'The membership of the issuer is suspended.',
      fr: "L'adhésion de l'émetteur est suspendue.",
    },
    issuer_suspended: {
      en: 'The accreditation of the issuer is suspended.',
      fr: "L'habilitation de l'émetteur est suspendue.",
    },
    type_not_accredited: {
      en: 'The issuer is not accredited for this type of credential.',
      fr: "L'émetteur n'est pas habilité pour ce type d'attestation.",
    },
    issuer_differs: {
      en: 'The credential names another issuer than the member to whom its key belongs.',
      fr: "L'attestation nomme un autre émetteur que le membre à qui appartient sa clé.",
    },
  },
  'trusted-authorities': {
    ok: {
      en: 'The issuer is certified by one of the authorities that the question names.',
      fr: "L'émetteur est certifié par l'une des autorités que nomme la question.",
    },
    no_authority_asked: {
      en: 'The question names no authority.',
      fr: 'La question ne nomme aucune autorité.',
    },
    authority_differs: {
      en: 'The issuer is certified by none of the authorities that the question names.',
      fr: "L'émetteur n'est certifié par aucune des autorités que nomme la question.",
    },
    authority_not_judged: {
      en: 'The question sets a condition on authorities that cannot be judged here, and no other is met.',
      fr: "La question pose sur les autorités une condition qui ne peut être jugée ici, et aucune autre n'est remplie.",
    },
  },
  'credential-signature': {
    ok: { en: 'The signature of the issuer is valid.', fr: "La signature de l'émetteur est valide." },
    credential_signature_invalid: {
      en: 'The signature of the issuer is invalid.',
      fr: "La signature de l'émetteur est invalide.",
    },
  },
  'credential-validity': {
    ok: { en: 'The credential is valid at this time.', fr: "L'attestation est valable en ce moment." },
    credential_times_missing: {
      en: 'The credential does not say from when until when it is valid.',
      fr: "L'attestation n'indique pas sa période de validité.",
    },
    credential_issued_in_the_future: {
      en: 'The credential bears a time of issue yet to come.',
      fr: "L'attestation porte une date d'émission à venir.",
    },
    credential_not_yet_valid: { en: 'The credential is not valid yet.', fr: "L'attestation n'est pas encore valable." },
    credential_expired: { en: 'The credential has expired.', fr: "L'attestation a expiré." },
  },
} satisfies Partial<CheckMessages>;
