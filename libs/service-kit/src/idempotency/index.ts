import type { ProblemStatuses } from '#service-kit/problem';
import { KitIdempotency1764300001210 } from './idempotency.migration.js';
import { IdempotentRequest } from './idempotent-request.entity.js';

export { IdempotentRequests } from './idempotent-requests.js';
export { readIdempotencyKey, type IdempotencyKey } from './read-idempotency-key.js';
export { CurrentIdempotencyKey, IDEMPOTENCY_REFUSALS, idempotencyHeaders } from './current-idempotency-key.js';

export const idempotencyEntities = [IdempotentRequest];
export const idempotencyMigrations = [KitIdempotency1764300001210];

/** For an app's `errors.statuses`. */
export const idempotencyStatuses: ProblemStatuses = {
  malformed_idempotency_key: 400,
  idempotency_key_reused: 422,
  idempotent_request_running: 409,
};
