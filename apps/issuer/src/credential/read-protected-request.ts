import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerNonces } from '../nonce/server-nonces.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ProtectedRequest } from './protected-request.js';

const INTERACTION_ID = 'x-fapi-interaction-id';
const INTERACTION_ID_FORM = /^[A-Za-z0-9._-]{1,128}$/;

/**
 * What the three protected endpoints read of a request. The answer, whatever it will be, carries the next DPoP nonce (RFC 9449
 * §8.2) and, as FAPI asks for, the caller's own name of the interaction.
 */
export async function readProtectedRequest(
  tenant: IssuingTenant,
  request: FastifyRequest,
  reply: FastifyReply,
  { dpopNonces }: { dpopNonces: ServerNonces },
): Promise<ProtectedRequest> {
  const { headers } = request;
  const interactionId = headers[INTERACTION_ID];
  if (typeof interactionId === 'string' && INTERACTION_ID_FORM.test(interactionId)) {
    void reply.header(INTERACTION_ID, interactionId);
  }
  void reply.header('dpop-nonce', await dpopNonces.shared(tenant.slug));
  return {
    authorization: headers.authorization,
    dpopHeader: headers.dpop,
    hasTokenInAddress: Object.hasOwn(request.query as object, 'access_token'),
    contentType: headers['content-type'],
    body: typeof request.body === 'string' ? request.body : '',
  };
}
