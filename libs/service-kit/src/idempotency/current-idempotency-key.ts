import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from '#service-kit/authentication';
import { readIdempotencyKey, type IdempotencyKey } from './read-idempotency-key.js';

/** The request's {@link IdempotencyKey}, as a parameter of a method that requires a scope: keys are their tenant's. */
export const CurrentIdempotencyKey = createParamDecorator(
  (_unused: undefined, context: ExecutionContext): IdempotencyKey | undefined => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { method, url, body } = request;
    const path = url.split('?', 1)[0] as string;
    return readIdempotencyKey(request.headers['idempotency-key'], callerOf(request).tenantId, { method, path, body });
  },
);

/** For the `headers` of an `@Operation`. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .max(257)
    .optional()
    .describe('The same request with the same key gets the same answer for 24 hours, and is worked on once.'),
});

/** For its `refusals`. */
export const IDEMPOTENCY_REFUSALS = [
  'malformed_idempotency_key',
  'idempotency_key_reused',
  'idempotent_request_running',
] as const;
