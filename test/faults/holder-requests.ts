import {
  createCredentialRequest,
  createDeferredCredentialRequest,
  createDpopProof,
  createKeyProof,
  createNotificationRequest,
  createTokenRequest,
} from '#openid4vci';
import { isJsonObject, jwkThumbprint, platformRandom, type Clock, type JsonObject, type Signer } from '#primitives';
import { openSigningKey, generatePrivateBytes, signerOver } from '#identity';
import { parseSdJwtVc } from '#sd-jwt-vc';

/** An answer over HTTP, whatever it is. */
export interface HttpAnswer {
  status: number;
  body: JsonObject;
  header(name: string): string | null;
}

export async function call(url: string, request: RequestInit = {}): Promise<HttpAnswer> {
  const response = await fetch(url, request);
  const text = await response.text();
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  const body = isJsonObject(parsed) ? parsed : {};
  return { status: response.status, body, header: (name) => response.headers.get(name) };
}

/** A delivered credential by what a restart may not change. */
export interface DeliveredCredential {
  holderKey: string;
  /** `{list URI}#{index}` */
  place: string;
  compact: string;
}

/** A wallet's requests to an issuer one by one, so that a test can repeat any of them. */
export class HolderRequests {
  readonly #dpopKey = newSigner();

  /** @param issuer credential issuer identifier */
  constructor(
    private readonly issuer: string,
    private readonly clock: Clock,
  ) {}

  /** The pre-authorized code with its transaction code for a token (OpenID4VCI 1.0 §6). */
  async token(preAuthorizedCode: string, transactionCode: string): Promise<HttpAnswer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#post('token', headers, createTokenRequest({ preAuthorizedCode, transactionCode }));
  }

  /** A request for as many credentials as keys; the same text again is the same request. */
  async credentialRequest(count: number): Promise<string> {
    const { body } = await call(`${this.issuer}/nonce`, { method: 'POST' });
    const keyProofs = await Promise.all(
      Array.from({ length: count }, () =>
        createKeyProof({
          signer: newSigner(),
          audience: this.issuer,
          clock: this.clock,
          credentialNonce: body['c_nonce'] as string,
        }),
      ),
    );
    return createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });
  }

  async credentials(accessToken: string, request: string): Promise<HttpAnswer> {
    const headers = { 'content-type': 'application/json', authorization: `DPoP ${accessToken}` };
    return this.#post('credential', headers, request, accessToken);
  }

  /** For credentials that an operator had to approve. */
  async deferred(accessToken: string, transactionId: string): Promise<HttpAnswer> {
    const headers = { 'content-type': 'application/json', authorization: `DPoP ${accessToken}` };
    const body = createDeferredCredentialRequest({ deferredTransactionId: transactionId });
    return this.#post('deferred-credential', headers, body, accessToken);
  }

  /** That they were kept. */
  async notify(accessToken: string, notificationId: string): Promise<HttpAnswer> {
    const headers = { 'content-type': 'application/json', authorization: `DPoP ${accessToken}` };
    const body = createNotificationRequest({ notificationId, event: 'credential_accepted' });
    return this.#post('notification', headers, body, accessToken);
  }

  async #post(endpoint: string, headers: Record<string, string>, body: string, accessToken?: string) {
    const url = `${this.issuer}/${endpoint}`;
    const answer = await call(`${this.issuer}/nonce`, { method: 'POST' });
    const dpop = await createDpopProof({
      ...{ signer: this.#dpopKey, method: 'POST', url, clock: this.clock, random: platformRandom },
      nonce: answer.header('dpop-nonce') ?? '',
      ...(accessToken === undefined ? {} : { accessToken }),
    });
    return call(url, { method: 'POST', headers: { ...headers, dpop }, body });
  }
}

/** @param answer of the credential endpoint */
export function deliveredCredentials(answer: HttpAnswer): DeliveredCredential[] {
  const credentials = answer.body['credentials'] as { credential: string }[];
  return credentials.map(({ credential: compact }) => {
    const { payload } = parseSdJwtVc(compact);
    const { status_list: list } = payload['status'] as { status_list: { idx: number; uri: string } };
    const { jwk } = payload['cnf'] as { jwk: Parameters<typeof jwkThumbprint>[0] };
    return { compact, holderKey: jwkThumbprint(jwk), place: `${list.uri}#${list.idx}` };
  });
}

function newSigner(): Signer {
  return signerOver(openSigningKey('Secp256r1', generatePrivateBytes('Secp256r1', platformRandom)));
}
