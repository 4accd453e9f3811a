import type * as OpenidClient from 'openid-client';
import {
  createJws,
  encodeBase64url,
  isCodedError,
  outage,
  refusal,
  type Clock,
  type CodedError,
  type RandomBytes,
  type Signer,
} from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';

/** How long what a provider says of itself is believed. */
const DISCOVERY_MILLISECONDS = 3_600_000;
const ASSERTION_SECONDS = 60;

export interface AccountSettings {
  /** An https URL, or http on loopback. */
  issuer: string;
  clientId: string;
  /** `undefined`: the client signs, with its organisation's key. */
  clientSecret: string | undefined;
  scope: string;
  customerNumberClaim: string;
}

export interface AccountProviderParts {
  fetch: GuardedFetch;
  /** Opens the organisation's key. */
  signer(): Promise<Signer>;
  clock: Clock;
  clockSkewSeconds: number;
  random: RandomBytes;
}

/** What an answer of the provider must fit; for one browser and one round. */
export interface AccountRound {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/**
 * The utility's own OpenID Connect provider, where a citizen has an account already (OpenID Connect Core 1.0 §3.1, with PKCE,
 * RFC 7636, and `iss`, RFC 9207).
 */
export class AccountProvider {
  #discovered: { config: Promise<OpenidClient.Configuration>; until: number } | undefined;

  constructor(
    private readonly settings: AccountSettings,
    private readonly parts: AccountProviderParts,
  ) {}

  /**
   * @param stateParameter tells the browser's answer from all others
   * @returns where the browser goes
   * @throws `account_provider_away` (outage), `account_refused`
   */
  async begin(redirectUri: string, stateParameter: string): Promise<{ location: string; round: AccountRound }> {
    return this.#guarded(async (client, config) => {
      const fresh = () => encodeBase64url(this.parts.random(32));
      const round = { state: stateParameter, nonce: fresh(), codeVerifier: fresh() };
      const location = client.buildAuthorizationUrl(config, {
        ...{ redirect_uri: redirectUri, scope: this.settings.scope, state: round.state, nonce: round.nonce },
        code_challenge: await client.calculatePKCECodeChallenge(round.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { location: location.href, round };
    });
  }

  /**
   * @param answer the address to which the browser came back, query and all
   * @returns the customer number that the account names, or `undefined` where it names none
   * @throws `account_provider_away` (outage), `account_refused`: whatever does not fit, and whoever did not want to
   */
  async finish(answer: URL, round: AccountRound): Promise<string | undefined> {
    return this.#guarded(async (client, config) => {
      const tokens = await client.authorizationCodeGrant(config, answer, {
        ...{ expectedState: round.state, expectedNonce: round.nonce, pkceCodeVerifier: round.codeVerifier },
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      const told = this.#customerNumberIn(claims);
      if (told !== undefined || claims === undefined || config.serverMetadata().userinfo_endpoint === undefined)
        return told;
      return this.#customerNumberIn(await client.fetchUserInfo(config, tokens.access_token, claims.sub));
    });
  }

  #customerNumberIn(claims: Readonly<Record<string, unknown>> | undefined): string | undefined {
    const claim = claims?.[this.settings.customerNumberClaim];
    return typeof claim === 'string' || typeof claim === 'number' ? String(claim) : undefined;
  }

  async #guarded<T>(work: (client: typeof OpenidClient, config: OpenidClient.Configuration) => Promise<T>): Promise<T> {
    try {
      // Loaded where it is wanted: few utilities have such a provider.
      const client = await import('openid-client');
      return await work(client, await this.#discover(client));
    } catch (error) {
      throw codedFailure(error);
    }
  }

  #discover(client: typeof OpenidClient): Promise<OpenidClient.Configuration> {
    const now = this.parts.clock();
    if (this.#discovered !== undefined && this.#discovered.until > now) return this.#discovered.config;
    const { issuer, clientId } = this.settings;
    const config = client.discovery(
      new URL(issuer),
      clientId,
      { [client.clockTolerance]: this.parts.clockSkewSeconds },
      this.#authentication(client),
      {
        [client.customFetch]: responsesOf(this.parts.fetch),
        // Whether an address may be called at all, the guarded fetch decides.
        execute: [client.allowInsecureRequests],
      },
    );
    this.#discovered = { config, until: now + DISCOVERY_MILLISECONDS };
    // A failure is not kept: the next citizen asks again.
    config.catch(() => (this.#discovered = undefined));
    return config;
  }

  #authentication(client: typeof OpenidClient): OpenidClient.ClientAuth {
    const { clientSecret } = this.settings;
    if (clientSecret !== undefined) return client.ClientSecretBasic(clientSecret);
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the library awaits it, though its type doesn't say so
    return async (server, { client_id: clientId }, body) => {
      body.set('client_id', clientId);
      body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
      body.set('client_assertion', await this.#assertion(clientId, server.issuer));
    };
  }

  /** RFC 7523 §3. */
  async #assertion(clientId: string, audience: string): Promise<string> {
    const now = Math.floor(this.parts.clock() / 1000);
    const claims = { iss: clientId, sub: clientId, aud: audience, jti: encodeBase64url(this.parts.random(16)) };
    return createJws({ typ: 'JWT' }, { ...claims, iat: now, exp: now + ASSERTION_SECONDS }, await this.parts.signer());
  }
}

function responsesOf(fetch: GuardedFetch): OpenidClient.CustomFetch {
  return async (url, { method, headers, body }) => {
    const answer = await fetch(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      ...(body instanceof URLSearchParams ? { body: body.toString() } : {}),
    });
    return new Response(answer.bytes.slice(), { status: answer.status, headers: { ...answer.headers } });
  };
}

/** The provider can't be reached, or it doesn't let in. */
function codedFailure(error: unknown): CodedError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isCodedError(cause)) {
      const away = cause.fault === 'outage';
      return away
        ? outage('account_provider_away', 'The sign-in of the utility cannot be reached.', { cause: error })
        : cause;
    }
  }
  return refusal('account_refused', 'The sign-in of the utility did not let in.', { cause: error });
}
