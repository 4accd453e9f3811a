import { resolve } from 'node:path';
import { z } from 'zod';
import { isLoopback } from '#primitives';

/** RFC 6749 §3.3, and a short one: it stands in addresses. */
const scopeName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.:-]{0,62}$/)
  .refine((name) => name !== 'openid' && name !== 'offline_access', 'OpenID Connect has a meaning for this scope.');

/** Compared character by character (RFC 9700 §2.1); https, or http on a loopback host. */
const redirectUri = z
  .string()
  .max(2_000)
  .refine((text) => {
    if (!URL.canParse(text) || text.includes('#')) return false;
    const url = new URL(text);
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  }, 'A redirect URI is https, or http on a loopback host, and has no fragment.');

const registeredScope = z
  .strictObject({
    name: scopeName.describe('What a relying party writes into `scope` beside `openid`.'),
    contract: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/)
      .describe('The data-use contract under which it asks.'),
    claims: z
      .array(z.array(z.string().min(1).max(128)).min(1).max(8))
      .min(1)
      .max(64)
      .optional()
      .describe('Paths of the claims that it asks for; without it, all that the contract allows.'),
    policy: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,63}$/)
      .optional()
      .describe('The verification policy that asks and judges, in the place of `claims`.'),
  })
  .refine(({ claims, policy }) => claims === undefined || policy === undefined, {
    message: 'A scope has claims or a policy, not both.',
    path: ['policy'],
  });

const clientAuthentication = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('private_key_jwt'), jwksFile: z.string().min(1) }),
  z.strictObject({ method: z.literal('client_secret_basic'), clientSecretFile: z.string().min(1) }),
]);

const relyingParty = z.strictObject({
  clientId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$/),
  redirectUris: z
    .array(redirectUri)
    .min(1)
    .max(16)
    .refine(
      (all) => new Set(all.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).host)).size <= 1,
      'Redirect URIs of one client are of one host, since subjects are pairwise (OpenID Connect Core §8.1).',
    )
    .describe('Where the browser may be sent back to, exactly; all of one host.'),
  authentication: clientAuthentication.describe(
    'How it authenticates at the token endpoint: with a key of the set in `jwksFile`, or the secret in `clientSecretFile`.',
  ),
  scopes: z.array(scopeName).min(1).max(16).describe('Which of the registered scopes it may ask for.'),
  devices: z
    .enum(['same', 'any'])
    .default('same')
    .describe(
      'Whether its people may answer with a wallet on another device, by QR code (see docs: relayed requests).',
    ),
  requiresPushedRequests: z
    .boolean()
    .default(false)
    .describe('Whether it must push its requests (RFC 9126), so that nobody begins one in its name.'),
  requiresDpop: z.boolean().default(false).describe('Whether its access tokens must be bound to a key (RFC 9449).'),
});

/** Of one tenant: its issuer `{publicUrl}/{tenant}/oidc`. */
export const openidProviderShape = z
  .strictObject({
    scopes: z.array(registeredScope).min(1).max(32).describe('What relying parties may ask for, by scope.'),
    relyingParties: z.array(relyingParty).min(1).max(200).describe('Who may ask; nobody registers himself.'),
  })
  .superRefine(({ scopes, relyingParties }, context) => {
    const names = new Set(scopes.map(({ name }) => name));
    if (names.size !== scopes.length) context.addIssue({ code: 'custom', message: 'Two scopes have one name.' });
    const clients = new Set(relyingParties.map(({ clientId }) => clientId));
    if (clients.size !== relyingParties.length)
      context.addIssue({ code: 'custom', message: 'Two relying parties have one client identifier.' });
    for (const party of relyingParties)
      for (const scope of party.scopes)
        if (!names.has(scope))
          context.addIssue({
            code: 'custom',
            message: `${party.clientId} may ask for ${scope}, which is not registered.`,
          });
  });

export type OpenidProviderSettings = z.infer<typeof openidProviderShape>;
export type RegisteredScope = OpenidProviderSettings['scopes'][number];
export type RelyingParty = OpenidProviderSettings['relyingParties'][number];

/** @param folder what relative paths are relative to */
export function placeOpenidProvider(settings: OpenidProviderSettings, folder: string): OpenidProviderSettings {
  const relyingParties = settings.relyingParties.map((party) => {
    const { authentication } = party;
    return {
      ...party,
      authentication:
        authentication.method === 'private_key_jwt'
          ? { ...authentication, jwksFile: resolve(folder, authentication.jwksFile) }
          : { ...authentication, clientSecretFile: resolve(folder, authentication.clientSecretFile) },
    };
  });
  return { ...settings, relyingParties };
}
