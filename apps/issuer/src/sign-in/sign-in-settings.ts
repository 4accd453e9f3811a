import { resolve } from 'node:path';
import { z } from 'zod';
import { publicUrl } from '#service-kit/url';

/** The utility's own OpenID Connect provider, at which it has registered `{issuer}/{tenant}/sign-in/return`. */
const oidc = z.strictObject({
  issuer: publicUrl,
  clientId: z.string().min(1).max(512),
  /** Holds the secret of `client_secret_basic`; without it the client signs with the organisation's key (`private_key_jwt`). */
  clientSecretFile: z.string().optional(),
  scope: z.string().min(1).max(512).default('openid'),
  /** The claim of ID token or UserInfo response that holds the customer number. */
  customerNumberClaim: z.string().min(1).max(128),
});

/** How a tenant's citizens sign in when a wallet asks for an authorization code: by a letter's code, at the utility's provider, or both. */
export const signInSettings = z
  .strictObject({ letterCode: z.boolean().default(true), oidc: oidc.optional() })
  .refine(
    (ways) => ways.letterCode || ways.oidc !== undefined,
    'A citizen must be able to sign in one way at least: by letter code or by oidc.',
  );

export type SignInSettings = z.infer<typeof signInSettings>;

/** @param folder what a relative path is relative to */
export function placeClientSecret(settings: SignInSettings, folder: string): SignInSettings {
  const file = settings.oidc?.clientSecretFile;
  if (settings.oidc === undefined || file === undefined) return settings;
  return { ...settings, oidc: { ...settings.oidc, clientSecretFile: resolve(folder, file) } };
}
