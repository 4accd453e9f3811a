import type { OAuthErrors, ProblemStatuses } from '#service-kit/problem';
import { AccessToken } from './access-token.entity.js';
import { ApiKey } from './api-key.entity.js';
import { KitAuthentication1763700000002 } from './authentication.migration.js';
import { MachineClient } from './machine-client.entity.js';
import { KitMachineClients1764300001230 } from './machine-clients.migration.js';
import { UsedAssertion } from './used-assertion.entity.js';
import { SetupLink } from './setup-link.entity.js';

export { ApiKeys, sameText, type Caller } from './api-keys.js';
export { createOpaqueToken, parseOpaqueToken, type OpaqueToken } from './opaque-token.js';
export { SetupLinks, type Redeemed } from './setup-links.js';
export { CallLimit } from './call-limit.js';
export { callerOf, CurrentCaller, RequireScope, ScopeGuard } from './require-scope.js';
export { AccessTokens, type TokenAnswer } from './access-tokens.js';
export { ApiKeysController, MachineClientsController } from './access.controller.js';
export { AuthorizationServer } from './authorization-server.js';
export { AuthorizationServerController } from './authorization-server.controller.js';
export { MachineClients, type ShownMachineClient } from './machine-clients.js';
export { CLIENT_ASSERTION_TYPE } from './verify-client-assertion.js';
export { SetupController } from './setup.controller.js';

export const authenticationEntities = [ApiKey, SetupLink];
/** Of a service that takes access tokens of machines too. */
export const machineClientEntities = [MachineClient, UsedAssertion, AccessToken];
export const machineClientMigrations = [KitMachineClients1764300001230];
export const authenticationMigrations = [KitAuthentication1763700000002];

/** For an app's `errors.statuses`. */
export const authenticationStatuses: ProblemStatuses = {
  missing_api_key: 401,
  invalid_api_key: 401,
  insufficient_scope: 403,
  invalid_access_token: 401,
  scope_not_allowed: 403,
  too_many_api_keys: 409,
  too_many_clients: 409,
  unknown_api_key: 404,
  unknown_client: 404,
  invalid_setup_code: 400,
  too_many_attempts: 429,
  too_many_calls: 429,
};

/** Of the token endpoint (RFC 6749 §5.2), for an app's `errors.oauth`. */
export const authenticationOAuthErrors: OAuthErrors = {
  invalid_client_assertion: { error: 'invalid_client', status: 401 },
  unsupported_grant_type: { error: 'unsupported_grant_type' },
  scope_not_granted: { error: 'invalid_scope' },
};
