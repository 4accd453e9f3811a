import { errors, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { AskingMember } from '../organisations/asking-member.js';
import { accountOf, subjectOf, type AccountParts } from './account-claims.js';
import { EVIDENCE_TYPES, RECORD_TYPES, TRUST_FRAMEWORKS } from './verified-claims.js';
import type { RegisteredScope } from './openid-provider.config.js';
import { ProviderAdapter } from './provider-adapter.js';
import type { ProviderKeys } from './provider-keys.js';
import { interactionUrl } from './provider-places.js';
import { providerPolicy } from './provider-policy.js';
import type { KnownRelyingParty } from './relying-parties.js';
import { namesSubject, requestedAddresses } from './requested-address.js';
import type { SealedRecordsParts } from './sealed-records.js';

/** What one tenant's provider is made of. */
export interface ProviderParts extends SealedRecordsParts, AccountParts {
  publicUrl: string;
  /** How long a person may take, from the request to her decision. */
  interactionSeconds: number;
}

export interface ProvidedScope extends RegisteredScope {
  /** The names of all claims that its answer may hold. */
  claimNames: readonly string[];
}

/** Seconds. A code and a token are redeemed by a program at once; what it was told it then keeps itself. */
const LIFETIMES = { AuthorizationCode: 60, AccessToken: 300, IdToken: 300, Grant: 600, Session: 60 };

/** What the library does, and what it leaves undone: code flow with PKCE, pushed requests and DPoP, and nothing else. */
export function providerConfiguration(
  member: AskingMember,
  known: { scopes: readonly ProvidedScope[]; relyingParties: readonly KnownRelyingParty[]; keys: ProviderKeys },
  parts: ProviderParts,
): Configuration {
  const { scopes, relyingParties, keys } = known;
  const tenantId = member.slug;
  return {
    adapter: (model) => new ProviderAdapter(tenantId, model, parts),
    clients: relyingParties.map(clientMetadata),
    jwks: { keys: keys.signing },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'],
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'RS256'],
      dPoPSigningAlgValues: ['ES256', 'PS256'],
    },
    clientAuthMethods: ['private_key_jwt', 'client_secret_basic'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_context, accountId, { clientId }) => subjectOf(tenantId, clientId, accountId),
    scopes: ['openid', ...scopes.map(({ name }) => name)],
    claims: { openid: ['sub'], ...Object.fromEntries(scopes.map(({ name, claimNames }) => [name, [...claimNames]])) },
    // Both places carry what the scope gives: a relying party needs one of them.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    routes: {
      authorization: '/authorize',
      pushed_authorization_request: '/par',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
    },
    cookies: { names: cookieNames(parts.publicUrl), keys: keys.cookies, short: COOKIE, long: COOKIE },
    ttl: { ...LIFETIMES, Interaction: parts.interactionSeconds },
    // Who may call from which page is said in one place for all of the service (`page-paths.ts`).
    clientBasedCORS: () => false,
    expiresWithSession: () => false,
    features: featuresOf(),
    discovery: discoveryOf(scopes),
    interactions: {
      policy: providerPolicy(new Set(scopes.map(({ name }) => name))),
      url: (_context, { uid }) => interactionUrl(parts.publicUrl, tenantId, uid),
    },
    findAccount: async (_context, accountId) => {
      const account = await accountOf(member, accountId, parts);
      if (account === undefined) return undefined;
      return { accountId, claims: (_use, _scope, requested) => ({ ...account.claims(requested), sub: accountId }) };
    },
    loadExistingGrant: grantOf,
    // The page itself is ours (see `send-provider-page.tsx`).
    renderError: (context, out, error) => {
      context.type = 'json';
      context.body = { ...out, name: error.name };
    },
  };
}

/** `Lax`, because the relying party and the wallet lead here from other sites; no script reads them. */
const COOKIE = { httpOnly: true, sameSite: 'lax' } as const;

/** Ports of one host share cookies (RFC 6265 §8.5): the names carry the app. */
export function cookieNames(publicUrl: string): Record<'session' | 'interaction' | 'resume', string> {
  const name = (what: string) => `${publicUrl.startsWith('https:') ? '__Secure-' : ''}incola-verifier-oidc-${what}`;
  return { session: name('session'), interaction: name('interaction'), resume: name('resume') };
}

function clientMetadata(party: KnownRelyingParty) {
  return {
    client_id: party.clientId,
    redirect_uris: [...party.redirectUris],
    scope: ['openid', ...party.scopes].join(' '),
    grant_types: ['authorization_code' as const],
    response_types: ['code' as const],
    // A fragment or a form of another page would carry the code where scripts and histories see it.
    response_modes: ['query'],
    token_endpoint_auth_method: party.authentication.method,
    dpop_bound_access_tokens: party.requiresDpop,
    require_pushed_authorization_requests: party.requiresPushedRequests,
    ...(party.jwks === undefined ? {} : { jwks: party.jwks }),
    ...(party.clientSecret === undefined ? {} : { client_secret: party.clientSecret }),
  };
}

function featuresOf(): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    resourceIndicators: { enabled: false },
    pushedAuthorizationRequests: { enabled: true },
    dPoP: { enabled: true },
    userinfo: { enabled: true },
    claimsParameter: { enabled: true, assertClaimsParameter },
  };
}

/**
 * @throws `invalid_request`: for a certain person; for an address that is none, or that came through the browser, whose history and
 * whose proxies would keep it
 */
function assertClaimsParameter({ oidc }: KoaContextWithOIDC, claims: unknown): void {
  if (namesSubject(claims)) throw new errors.InvalidRequest('a certain subject can not be asked for');
  const addresses = requestedAddresses(claims);
  if (addresses === undefined) throw new errors.InvalidRequest('a value of the claim address is not an address');
  const isPushed =
    oidc.route === 'pushed_authorization_request' || oidc.entities.PushedAuthorizationRequest !== undefined;
  if (addresses.length > 0 && !isPushed) {
    throw new errors.InvalidRequest('a value of the claim address is sent by a pushed authorization request only');
  }
}

/** The person has decided in her wallet: what the scope asks is granted, and nothing that `claims` names beyond it. */
async function grantOf({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
  grant.addOIDCClaims(['verified_claims', 'address']);
  await grant.save();
  return grant;
}

/** OpenID Connect for Identity Assurance 1.0 §7. */
function discoveryOf(scopes: readonly ProvidedScope[]): NonNullable<Configuration['discovery']> {
  const names = [...new Set(scopes.flatMap(({ claimNames }) => claimNames))].filter(
    (name) => name !== 'verified_claims',
  );
  return {
    claim_types_supported: ['normal'],
    ui_locales_supported: ['en', 'fr'],
    verified_claims_supported: true,
    trust_frameworks_supported: Object.values(TRUST_FRAMEWORKS),
    evidence_supported: [...EVIDENCE_TYPES],
    electronic_records_supported: [...RECORD_TYPES],
    claims_in_verified_claims_supported: names,
  };
}
