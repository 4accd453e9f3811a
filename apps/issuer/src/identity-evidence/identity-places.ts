import { createAuthorizationRequestLink } from '#openid4vp';
import { publicEndpoint } from '#service-kit/url';
import type { IdentityRequest } from './identity-requests.js';

/** Value of the parameter `device` for a wallet on the browser's own device, which leads the browser back. */
export const SAME_DEVICE = 'same';

type Place = Pick<IdentityRequest, 'tenantId' | 'id'>;

/** Where a wallet fetches the request. */
export function identityRequestUri({ tenantId, id }: Place, isSameDevice: boolean, publicUrl: string): string {
  return ofDevice(publicEndpoint(publicUrl, tenantId, 'identity-requests', id), isSameDevice);
}

/** Where a wallet sends its answer; the holder of an mdoc signs it along (OpenID4VP 1.0 §B.2.6.1). */
export function identityResponseUri({ tenantId, id }: Place, isSameDevice: boolean, publicUrl: string): string {
  return ofDevice(publicEndpoint(publicUrl, tenantId, 'identity-responses', id), isSameDevice);
}

/** The standard links (OpenID4VP 1.0 §5.7): for a wallet on this device, and for one that reads a QR code. */
export function identityWalletLinks(clientId: string, place: Place, publicUrl: string) {
  const link = (isSameDevice: boolean) =>
    createAuthorizationRequestLink({
      ...{ clientId, requestUri: identityRequestUri(place, isSameDevice, publicUrl), requestUriMethod: 'get' },
    });
  return { here: link(true), elsewhere: link(false) };
}

/** Paths of the page and of what it sends. */
export function identityPaths({ tenantId, id }: { tenantId: string; id: string }) {
  const signIn = `/${tenantId}/sign-in/${id}`;
  const page = `${signIn}/identity`;
  return { page, goOn: `${page}/continuation`, state: `${page}/state`, cancel: `${signIn}/cancellation` };
}

/** Where a wallet leads the browser of its own device after answering (OpenID4VP 1.0 §8.2). */
export function identityReturnUri(
  { tenantId, signInId }: Pick<IdentityRequest, 'tenantId' | 'signInId'>,
  responseCode: string,
  publicUrl: string,
): string {
  const place = publicEndpoint(publicUrl, tenantId, 'sign-in', signInId, 'identity', 'return');
  return `${place}?${new URLSearchParams({ response_code: responseCode }).toString()}`;
}

function ofDevice(uri: string, isSameDevice: boolean): string {
  return isSameDevice ? `${uri}?device=${SAME_DEVICE}` : uri;
}
