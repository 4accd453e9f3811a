import type { ProblemStatuses } from '#service-kit/problem';
import { ApiKey } from './api-key.entity.js';
import { KitAuthentication1763700000002 } from './authentication.migration.js';
import { SetupLink } from './setup-link.entity.js';

export { ApiKeys, sameText, type Caller } from './api-keys.js';
export { createOpaqueToken, parseOpaqueToken, type OpaqueToken } from './opaque-token.js';
export { SetupLinks, type Redeemed } from './setup-links.js';
export { callerOf, CurrentCaller, RequireScope, ScopeGuard } from './require-scope.js';
export { SetupController } from './setup.controller.js';

export const authenticationEntities = [ApiKey, SetupLink];
export const authenticationMigrations = [KitAuthentication1763700000002];

/** For an app's `errors.statuses`. */
export const authenticationStatuses: ProblemStatuses = {
  missing_api_key: 401,
  invalid_api_key: 401,
  insufficient_scope: 403,
  invalid_setup_code: 400,
  too_many_attempts: 429,
};
