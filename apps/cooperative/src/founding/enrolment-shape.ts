import { z } from 'zod';
import type { Enrolment } from '#identity';
import type { PublicJwk } from '#primitives';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const publicJwkShape = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
]) satisfies z.ZodType<PublicJwk>;

const request = z.string().min(1).max(8192);

/** What an organisation sends to be founded in; its certificate requests are checked when they are answered. */
export const enrolmentShape = z.strictObject({
  format: z.literal('incola-enrolment'),
  version: z.literal(1),
  did: z.string().regex(/^did:web:[A-Za-z0-9.%:~_-]{1,500}$/),
  name: z.string().min(1).max(200),
  legalId: z.string().min(1).max(64),
  ledgerKey: publicJwkShape,
  certificateRequests: z.strictObject({ issuing: request.exactOptional(), access: request.exactOptional() }),
}) satisfies z.ZodType<Enrolment>;
