import { LessThanOrEqual } from 'typeorm';
import { domainDigest, encodeBase64url, encodeUtf8, refusal, type Clock, type RandomBytes } from '#primitives';
import { insertNewRows, type Database } from '#service-kit/database';
import { AccessToken } from './access-token.entity.js';
import { sameText, type Caller } from './api-keys.js';
import { MachineClient } from './machine-client.entity.js';
import { createOpaqueToken, parseOpaqueToken } from './opaque-token.js';
import { UsedAssertion } from './used-assertion.entity.js';
import { invalid, verifyClientAssertion, type VerifiedAssertion } from './verify-client-assertion.js';

export const ACCESS_TOKEN_PREFIX = 'incola_token_';
const DOMAIN = 'incola:access-token:1';
const LIFETIME_SECONDS = 600;

/** RFC 6749 §5.1 */
export interface TokenAnswer {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  scope: string;
}

/** Short opaque access tokens for machines that prove with a key who they are (OAuth 2.0 client credentials, `private_key_jwt`). */
export class AccessTokens {
  constructor(
    private readonly database: Database,
    /** What an assertion must be for: our issuer identifier. */
    private readonly issuer: string,
    private readonly parts: { clock: Clock; random: RandomBytes },
  ) {}

  /**
   * Exchanges a client assertion for a token (RFC 6749 §4.4). Durable on return: the assertion is used, also where the answer is lost.
   * @param asked.scope space-delimited; all that the client has, where nothing is said
   * @throws `invalid_client_assertion`, `scope_not_granted`
   */
  async grant(
    assertion: string,
    asked: { clientId?: string | undefined; scope?: string | undefined },
  ): Promise<TokenAnswer> {
    const { clock, random } = this.parts;
    const { scope } = asked;
    const verified = await verifyClientAssertion(assertion, {
      findClient: (clientId) => this.#findClient(clientId),
      ...{ namedClient: asked.clientId, audience: this.issuer },
      nowSeconds: Math.floor(clock() / 1000),
    });
    const { tenantId, clientId, scopes: granted } = verified.client;
    const scopes = scope === undefined ? granted : [...new Set(scope.split(' ').filter(Boolean))];
    if (scopes.length === 0 || !scopes.every((one) => granted.includes(one))) {
      throw refusal('scope_not_granted', 'The client does not have this scope.');
    }
    const { id: tokenId, text, digest } = createOpaqueToken(ACCESS_TOKEN_PREFIX, DOMAIN, random);
    const expiresAt = clock() + LIFETIME_SECONDS * 1000;
    await this.#use(verified);
    await this.database.tx(async (manager) => {
      await manager.delete(AccessToken, { tenantId, expiresAt: LessThanOrEqual(clock()) });
      await manager.insert(AccessToken, { tenantId, tokenId, clientId, digest, scopes, expiresAt });
      await manager.update(MachineClient, { tenantId, clientId }, { lastUsedAt: clock() });
    });
    return { access_token: text, token_type: 'Bearer', expires_in: LIFETIME_SECONDS, scope: scopes.join(' ') };
  }

  /** @throws `invalid_access_token`: unknown, expired, or of a client that was revoked; to be answered 401 */
  async authenticate(text: string): Promise<Caller> {
    const token = parseOpaqueToken(text, ACCESS_TOKEN_PREFIX, DOMAIN);
    if (token === undefined) throw invalidToken();
    return this.database.read(async (manager) => {
      const row = await manager.findOneBy(AccessToken, { tokenId: token.id });
      if (row === null || !sameText(row.digest, token.digest) || row.expiresAt <= this.parts.clock()) {
        throw invalidToken();
      }
      const { tenantId, clientId, scopes } = row;
      const client = await manager.findOneBy(MachineClient, { tenantId, clientId });
      if (client === null || client.revokedAt !== null) throw invalidToken();
      return { tenantId, scopes, keyId: clientId };
    });
  }

  /** RFC 7523 §3: whoever saw an assertion can't use it again. */
  async #use({ client, jti, expiresAt }: VerifiedAssertion): Promise<void> {
    const { tenantId, clientId } = client;
    const text = encodeUtf8(JSON.stringify([clientId, jti]));
    const digest = encodeBase64url(domainDigest('incola:client-assertion:1', text));
    const inserted = await this.database.tx(async (manager) => {
      await manager.delete(UsedAssertion, { tenantId, expiresAt: LessThanOrEqual(this.parts.clock()) });
      return insertNewRows(manager, UsedAssertion, [{ tenantId, digest, expiresAt: expiresAt * 1000 }]);
    });
    if (inserted !== 1) throw invalid();
  }

  async #findClient(clientId: string): Promise<MachineClient | undefined> {
    return (await this.database.read((manager) => manager.findOneBy(MachineClient, { clientId }))) ?? undefined;
  }
}

function invalidToken() {
  return refusal('invalid_access_token', 'The access token is not valid, or has expired.');
}
