import { authenticationOAuthErrors, authenticationStatuses } from '#service-kit/authentication';
import { idempotencyStatuses } from '#service-kit/idempotency';
import type { ErrorShapes, OAuthErrors, ProblemStatuses } from '#service-kit/problem';
import { sessionStatuses } from '#service-kit/sessions';
import { webhookStatuses } from '#service-kit/webhooks';
import { PROVIDER_ERRORS } from './openid-provider/provider-errors.js';

/** The codes that are not simply 400. */
const STATUSES: ProblemStatuses = {
  ...authenticationStatuses,
  ...sessionStatuses,
  ...webhookStatuses,
  ...idempotencyStatuses,
  unknown_tenant: 404,
  unknown_did: 404,
  unknown_contract: 404,
  unknown_verification: 404,
  unknown_receipt: 404,
  no_evidence: 404,
  evidence_withheld: 409,
  unknown_withdrawal: 404,
  not_anchored_yet: 404,
  contract_not_in_force: 409,
  not_cancellable: 409,
  not_redactable: 409,
  no_paper_path: 409,
  claim_not_in_contract: 422,
  type_not_in_contract: 422,
  values_not_in_contract: 422,
  addresses_not_in_contract: 422,
  addresses_required: 422,
  too_many_addresses: 422,
  address_not_canonical: 422,
  not_a_sandbox: 409,
  request_closed: 409,
  response_already_used: 409,
  sandbox_cannot_answer: 422,
  unknown_policy: 404,
  policy_not_covered: 422,
  names_required: 422,
  names_not_in_policy: 422,
  addresses_not_in_policy: 422,
  expected_without_policy: 422,
  malformed_mail_address: 422,
  mail_not_offered: 409,
  too_many_mails: 429,
  no_code_to_show: 409,
  too_much_transaction_data: 422,
  transaction_data_reserved_member: 422,
  transaction_data_credential_unknown: 422,
  transaction_data_format: 422,
  unknown_page: 404,
  page_of_another_browser: 403,
  response_code_differs: 403,
  not_restartable: 409,
  page_not_decided: 409,
  foreign_form: 403,
  return_url_not_allowed: 422,
  no_openid_provider: 404,
  interaction_ended: 400,
};

/** What a wallet is told: enough to stop, nothing to try again with. */
const OAUTH_ERRORS: OAuthErrors = {
  ...authenticationOAuthErrors,
  ...PROVIDER_ERRORS,
  unknown_tenant: { error: 'invalid_request', status: 404 },
  unknown_request: { error: 'invalid_request', status: 404 },
  request_closed: { error: 'invalid_request', status: 410 },
  contract_not_in_force: { error: 'access_denied', status: 403 },
  no_openid_provider: { error: 'invalid_request', status: 404 },
};

const PROTOCOL_PATH = /^\/[^/]+\/(?:oauth\/token$|requests\/|responses\/|oidc\/(?:jwks|par|token|userinfo)$)/;

export const VERIFIER_ERRORS: ErrorShapes = {
  statuses: STATUSES,
  oauth: { paths: (path) => PROTOCOL_PATH.test(path), errors: OAUTH_ERRORS },
};
