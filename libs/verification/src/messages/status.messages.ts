import type { CheckMessages } from '../verification.messages.js';

const WITHOUT_STATUS = {
  en: 'Credentials of this type live shortly and have no status.',
  fr: "Les attestations de ce type vivent peu de temps et n'ont pas de statut.",
};

const OUTAGE_ACCEPTED = {
  en: 'Not checked: the host of the status list is down, and the policy accepts that.',
  fr: "Non vérifié : l'hôte de la liste de statuts est en panne, et la politique l'accepte.",
};

/** What the checks of a credential's status say. */
export const STATUS_MESSAGES = {
  'status-reference': {
    ok: {
      en: 'The credential says where its status stands.',
      fr: "L'attestation indique où se trouve son statut.",
    },
    without_status: WITHOUT_STATUS,
    status_missing: {
      en: "The credential names no status, though its issuer's credentials of this type have one.",
      fr: "L'attestation n'indique pas de statut, alors que celles de cet émetteur et de ce type en ont un.",
    },
    status_malformed: {
      en: 'What the credential says of its status is not understood.',
      fr: "Ce que l'attestation dit de son statut n'est pas compris.",
    },
  },
  'status-fetched': {
    ok: {
      en: 'The status list of the credential is at hand.',
      fr: "La liste de statuts de l'attestation est disponible.",
    },
    without_status: WITHOUT_STATUS,
    status_outage_accepted: OUTAGE_ACCEPTED,
    status_list_unknown: {
      en: 'The status list of the credential is not available.',
      fr: "La liste de statuts de l'attestation n'est pas disponible.",
    },
    status_host_down: {
      en: 'The host of the status list cannot be reached.',
      fr: "L'hôte de la liste de statuts est injoignable.",
    },
  },
  'status-subject': {
    ok: {
      en: 'The status list speaks of the address that the credential names.',
      fr: "La liste de statuts porte sur l'adresse indiquée par l'attestation.",
    },
    without_status: WITHOUT_STATUS,
    status_outage_accepted: OUTAGE_ACCEPTED,
    status_list_of_another_address: {
      en: 'The status list is one of another address.',
      fr: "La liste de statuts est celle d'une autre adresse.",
    },
  },
  'status-signer': {
    ok: {
      en: 'The status list is signed by the issuer of the credential.',
      fr: "La liste de statuts est signée par l'émetteur de l'attestation.",
    },
    without_status: WITHOUT_STATUS,
    status_outage_accepted: OUTAGE_ACCEPTED,
    status_list_of_another_issuer: {
      en: 'The status list is not one of the issuer of the credential.',
      fr: "La liste de statuts n'est pas celle de l'émetteur de l'attestation.",
    },
  },
  'status-fresh': {
    ok: {
      en: 'The status list is recent.',
      fr: 'La liste de statuts est récente.',
    },
    without_status: WITHOUT_STATUS,
    status_outage_accepted: OUTAGE_ACCEPTED,
    status_list_stale: {
      en: 'The newest known status list is too old.',
      fr: 'La liste de statuts la plus récente connue est trop ancienne.',
    },
  },
  status: {
    ok: { en: 'The issuer has not revoked the credential.', fr: "L'émetteur n'a pas révoqué l'attestation." },
    without_status: WITHOUT_STATUS,
    status_outage_accepted: OUTAGE_ACCEPTED,
    status_list_of_another_kind: {
      en: 'The list is of another kind than the one that the credential names.',
      fr: "La liste est d'une autre sorte que celle qu'indique l'attestation.",
    },
    status_index_out_of_bounds: {
      en: 'The credential names a place that its status list does not have.',
      fr: "L'attestation indique une place que sa liste de statuts n'a pas.",
    },
    revoked: { en: 'The issuer has revoked the credential.', fr: "L'émetteur a révoqué l'attestation." },
    status_not_valid: {
      en: 'The status list does not show the credential as valid.',
      fr: "La liste de statuts ne donne pas l'attestation comme valable.",
    },
  },
  'status-anchored': {
    ok: {
      en: 'The status list is the one that the ledger anchors.',
      fr: 'La liste de statuts est celle que le registre ancre.',
    },
    without_status: WITHOUT_STATUS,
    status_outage_accepted: OUTAGE_ACCEPTED,
    not_on_ledger: {
      en: 'Not checked: only members anchor their status lists on the ledger, and this issuer is on a list instead.',
      fr: 'Non vérifié : seuls les membres ancrent leurs listes de statuts au registre, et cet émetteur figure sur une liste.',
    },
    pending: {
      en: 'The status list is newer than the one that the ledger anchors; its anchor is awaited.',
      fr: 'La liste de statuts est plus récente que celle ancrée au registre ; son ancrage est attendu.',
    },
    status_never_anchored: {
      en: 'The status list has not been anchored on the ledger in due time.',
      fr: "La liste de statuts n'a pas été ancrée au registre à temps.",
    },
    status_diverges: {
      en: 'The status list differs from the one that the ledger anchors.',
      fr: 'La liste de statuts diffère de celle ancrée au registre.',
    },
    status_older_than_anchor: {
      en: 'The status list is older than the one that the ledger anchors.',
      fr: 'La liste de statuts est plus ancienne que celle ancrée au registre.',
    },
    status_anchor_overdue: {
      en: 'The anchor of the newer status list is overdue.',
      fr: "L'ancrage de la nouvelle liste de statuts se fait trop attendre.",
    },
  },
} satisfies Partial<CheckMessages>;
