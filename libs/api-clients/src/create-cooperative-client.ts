import type { Client } from 'openapi-fetch';
import { createApiClient, type ApiClientOptions } from './create-api-client.js';
import type { components, paths } from './generated/cooperative-api.js';

export type CooperativeClient = Client<paths>;
/** The named shapes of its document. */
export type CooperativeSchemas = components['schemas'];

/** A client of the cooperative: `client.GET('/api/v1/…', { params })`. */
export function createCooperativeClient(options: ApiClientOptions): CooperativeClient {
  return createApiClient<paths>(options);
}
