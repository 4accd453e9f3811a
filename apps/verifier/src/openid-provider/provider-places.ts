import { publicEndpoint } from '#service-kit/url';

/** `{publicUrl}/{tenant}/oidc`: the tenant's issuer, and everything of it lies below. */
export function issuerUrl(publicUrl: string, tenantId: string, ...rest: string[]): string {
  return publicEndpoint(publicUrl, tenantId, 'oidc', ...rest);
}

/** Where the library hands a request over to us, and its cookie belongs. */
export function interactionUrl(publicUrl: string, tenantId: string, uid: string, ...rest: string[]): string {
  return issuerUrl(publicUrl, tenantId, 'interaction', uid, ...rest);
}

const CLIENT = 'client_id';

/** Where the hosted page sends the browser back; it says whose request this was, also once that is forgotten. */
export function returnUrlOf(publicUrl: string, tenantId: string, uid: string, clientId: string): string {
  return `${interactionUrl(publicUrl, tenantId, uid, 'return')}?${new URLSearchParams({ [CLIENT]: clientId }).toString()}`;
}

/** The client in a return URL that {@link returnUrlOf} made; `undefined` of every other address. */
export function clientOfReturnUrl(publicUrl: string, tenantId: string, returnUrl: string): string | undefined {
  if (!returnUrl.startsWith(`${issuerUrl(publicUrl, tenantId, 'interaction')}/`)) return undefined;
  return new URL(returnUrl).searchParams.get(CLIENT) ?? undefined;
}
