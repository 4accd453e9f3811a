import type { Client } from 'openapi-fetch';
import { createApiClient, type ApiClientOptions } from './create-api-client.js';
import type { components, paths } from './generated/issuer-api.js';

export type IssuerClient = Client<paths>;
/** The named shapes of its document. */
export type IssuerSchemas = components['schemas'];

/** A client of the issuer: `client.GET('/api/v1/…', { params })`. */
export function createIssuerClient(options: ApiClientOptions): IssuerClient {
  return createApiClient<paths>(options);
}
