import { publicEndpoint } from '#service-kit/url';
import { SAME_DEVICE } from './ask-presentation.js';
import type { Presentation } from './presentation.js';

/**
 * Where a wallet sends its answer (OpenID4VP 1.0 §8.2). The holder of an mdoc signs it along (§B.2.6.1), so request and
 * verification take it from here.
 * @param isSameDevice whether the request was opened by the link for the browser's own device; only a hosted page has one
 */
export function responseUriOf(
  { tenantId, id, pageId }: Pick<Presentation, 'tenantId' | 'id' | 'pageId'>,
  isSameDevice: boolean,
  publicUrl: string,
): string {
  const responseUri = publicEndpoint(publicUrl, tenantId, 'responses', id);
  return isSameDevice && pageId !== null ? `${responseUri}?device=${SAME_DEVICE}` : responseUri;
}
