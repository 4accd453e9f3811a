import type { ErrorShapes, ProblemStatuses } from '#service-kit/problem';

/** The codes that are not simply 400. */
export const COOPERATIVE_STATUSES: ProblemStatuses = {
  unknown_tenant: 404,
  unknown_did: 404,
  unknown_contract: 404,
  unknown_credential_type: 404,
  unknown_member: 404,
  unknown_proposal: 404,
  unknown_ledger_transaction: 404,
  no_checkpoint: 404,
  unknown_status_list: 404,
  unknown_settlement: 404,
  shares_not_committed: 403,
  shares_not_the_amount: 403,
  share_of_no_issuer: 403,
  status_list_untrusted: 403,
  status_list_signature: 403,
  status_list_outdated: 409,
  too_many_status_lists: 409,
  not_acceptable: 406,
  unsupported_media_type: 415,
  history_not_kept: 501,
};

export const COOPERATIVE_ERRORS: ErrorShapes = { statuses: COOPERATIVE_STATUSES };
