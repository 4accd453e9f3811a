import type { Client } from 'openapi-fetch';
import { createApiClient, type ApiClientOptions } from './create-api-client.js';
import type { components, paths } from './generated/verifier-api.js';

export type VerifierClient = Client<paths>;
/** The named shapes of its document. */
export type VerifierSchemas = components['schemas'];

/** A client of the verifier: `client.GET('/api/v1/…', { params })`. */
export function createVerifierClient(options: ApiClientOptions): VerifierClient {
  return createApiClient<paths>(options);
}
