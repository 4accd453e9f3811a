import createClient, { type Client } from 'openapi-fetch';

export interface ApiClientOptions {
  /** The service's public URL. */
  baseUrl: string;
  /** An API key or an access token; without it only what anyone may call. */
  token?: string | undefined;
  /** Keeps the caller's rules for outgoing calls (time, redirects, addresses); the platform's where absent. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * A client whose addresses, parameters, bodies and answers the compiler checks against a service's OpenAPI document. Nothing is
 * checked at run time: the service's tests show that it answers as its document says.
 */
export function createApiClient<Paths extends object>({ baseUrl, token, fetch }: ApiClientOptions): Client<Paths> {
  return createClient<Paths>({
    baseUrl: baseUrl.replace(/\/$/, ''),
    ...(fetch === undefined ? {} : { fetch }),
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
  });
}
