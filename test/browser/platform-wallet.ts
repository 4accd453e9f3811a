import { createHash } from 'node:crypto';
import { encryptResponse, type ClientMetadata, type SentRequestPayload } from '#openid4vp';
import { parseJws, type JsonObject } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import { es256Signer } from '../../anchoring/contract/test/founded-cooperative.js';
import type { FictiveCooperative } from '../../apps/verifier/test/fictive-cooperative.js';
import { HOME } from '../../apps/verifier/test/fictive-wallet.js';

/** What a page hands to `navigator.credentials.get` as `digital`. */
export interface DigitalRequest {
  requests: { protocol: string; data: { request: string } }[];
}

/** The payload of the one signed request that a page asks with. */
export function requestIn({ requests }: DigitalRequest): SentRequestPayload {
  const [{ protocol, data } = { protocol: '', data: { request: '' } }] = requests;
  const { header, payload } = parseJws(data.request, { maxLength: 256 * 1024, maxDepth: 24 });
  const { client_id: clientId } = payload;
  const [leaf = ''] = header.x5c as string[];
  const digest = createHash('sha256').update(Buffer.from(leaf, 'base64')).digest('base64url');
  if (
    protocol !== 'openid4vp-v1-signed' ||
    header.typ !== 'oauth-authz-req+jwt' ||
    clientId !== `x509_hash:${digest}`
  ) {
    throw new Error(`not a signed request: ${JSON.stringify({ protocol, header, clientId })}`);
  }
  return payload as unknown as SentRequestPayload;
}

/** `data` as a wallet of the platform answers it (OpenID4VP 1.0 §A.4): bound to the origin that the browser told it. */
export async function answerAsPlatform(
  cooperative: FictiveCooperative,
  payload: SentRequestPayload,
  { origin, audience = `origin:${origin}` }: { origin: string; audience?: string },
): Promise<JsonObject> {
  if (!payload.expected_origins?.includes(origin)) return { error: 'invalid_request' };
  const holder = es256Signer('holder');
  const [query] = payload.dcql_query.credentials;
  const presented = await presentSdJwtVc({
    compact: await cooperative.issue(holder.publicJwk, HOME),
    disclose: (query?.claims ?? []).map(({ path }) => path.map(String)),
    keyBinding: { audience, presentationNonce: payload.nonce, issuedAt: cooperative.time.now, signer: holder },
  });
  const vpToken = { [query?.id ?? '']: [presented] };
  if (payload.response_mode === 'dc_api') return { vp_token: vpToken };
  return { response: await encryptResponse({ vpToken }, payload.client_metadata as ClientMetadata) };
}
