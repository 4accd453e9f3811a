import { Provider } from 'oidc-provider';
import type { AskingMember } from '../organisations/asking-member.js';
import type { OpenidProvidersParts } from './openid-providers.js';
import { providerConfiguration } from './provider-configuration.js';

/** The only door to the library. @param issuer the tenant's, under which everything of it is found */
export function createProvider(
  issuer: string,
  member: AskingMember,
  known: Parameters<typeof providerConfiguration>[1],
  parts: OpenidProvidersParts,
): Provider {
  const provider = new Provider(issuer, providerConfiguration(member, known, parts));
  // Requests come to it by `answer-by-provider.ts` only, which writes these fields itself: no caller's word is in them.
  provider.proxy = true;
  provider.on('server_error', (_context, error: unknown) => parts.report(error));
  provider.silent = true;
  return provider;
}
