import { verifyWithNodeCrypto } from '#identity';
import { openId4VpTranscript, presentMdoc } from '#mdoc';
import {
  createDirectPost,
  encryptResponse,
  parseAuthorizationRequestLink,
  parseDcqlQuery,
  type RequestObjectPayload,
} from '#openid4vp';
import { jwkThumbprint, parseJws, secondsOf, verifyJws, type PublicJwk, type Signer } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import type { IssuedIdentity } from './fictive-identity-provider.js';
import type { IssuerUnderTest } from './issuer-under-test.js';
import { newKey } from './wallet-under-test.js';

/** What an answer has otherwise than it should. */
export interface SpoiltAnswer {
  presentationNonce?: string;
  audience?: string;
  responseUri?: string;
  stateParameter?: string;
  signer?: Signer;
  /** Of the key binding, seconds since the epoch. */
  issuedAt?: number;
  disclose?: string[][];
}

/** A citizen's wallet with identity data in it: another than the one that wants a proof of age. */
export class IdentityWallet {
  readonly holderKey = newKey();

  constructor(private readonly issuer: IssuerUnderTest) {}

  /** Fetches the request that a link names, and verifies it as OpenID4VP 1.0 §5.9.3 has it for a DID. */
  async fetch(link: string): Promise<RequestObjectPayload> {
    const { clientId, requestUri } = parseAuthorizationRequestLink(link);
    const answer = await fetch(requestUri);
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    const jws = parseJws(await answer.text(), { maxLength: 64 * 1024, maxDepth: 24 });
    const did = clientId.slice('decentralized_identifier:'.length);
    const tenant = did.split(':').at(-1) as string;
    const document = (await (await fetch(`${this.issuer.url}/${tenant}/did.json`)).json()) as {
      id: string;
      verificationMethod: { id: string; publicKeyJwk: PublicJwk }[];
    };
    const method = document.verificationMethod.find(({ id }) => id === jws.header.kid);
    if (document.id !== did || method === undefined) throw new Error('the key is not the DID’s');
    if (!(await verifyJws(jws, method.publicKeyJwk, verifyWithNodeCrypto))) throw new Error('the signature is wrong');
    const payload = jws.payload as unknown as RequestObjectPayload;
    if (payload.client_id !== clientId) throw new Error('link and request name different clients');
    parseDcqlQuery(payload.dcql_query);
    return payload;
  }

  /** The form that answers a request with one credential. */
  async form(payload: RequestObjectPayload, identity: IssuedIdentity, spoilt: SpoiltAnswer = {}): Promise<string> {
    const query = payload.dcql_query.credentials.find(({ format }) => format === identity.format);
    if (query === undefined) throw new Error('the format was not asked for');
    const disclose = spoilt.disclose ?? this.#choose(query.claims ?? [], query.claim_sets ?? [], identity);
    const presented = await this.#present(payload, identity, { ...spoilt, disclose });
    const stateParameter = spoilt.stateParameter ?? payload.state ?? '';
    return createDirectPost(
      await encryptResponse({ vpToken: { [query.id]: [presented] }, stateParameter }, payload.client_metadata),
    );
  }

  async post(
    payload: Pick<RequestObjectPayload, 'response_uri'>,
    form: string,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(payload.response_uri, { method: 'POST', headers, body: form });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  async #present(
    payload: RequestObjectPayload,
    { format, credential }: IssuedIdentity,
    spoilt: SpoiltAnswer & { disclose: string[][] },
  ): Promise<string> {
    const { signer = this.holderKey, disclose } = spoilt;
    const presentationNonce = spoilt.presentationNonce ?? payload.nonce;
    if (format === 'dc+sd-jwt') {
      const audience = spoilt.audience ?? payload.client_id;
      const issuedAt = spoilt.issuedAt ?? secondsOf(this.issuer.clock.now);
      const keyBinding = { audience, presentationNonce, issuedAt, signer };
      return presentSdJwtVc({ compact: credential, disclose, keyBinding });
    }
    const [key] = payload.client_metadata.jwks.keys;
    const sessionTranscript = openId4VpTranscript({
      ...{ clientId: spoilt.audience ?? payload.client_id, presentationNonce },
      encryptionKeyThumbprint: key === undefined ? null : jwkThumbprint(key),
      responseUri: spoilt.responseUri ?? payload.response_uri,
    });
    return presentMdoc({ issuerSigned: credential, disclose, sessionTranscript, signer });
  }

  /** The first claim set that the credential can answer, as its text tells (the library under test doesn't choose). */
  #choose(
    claims: readonly { id?: string; path: (string | number | null)[] }[],
    sets: readonly string[][],
    { credential, format }: IssuedIdentity,
  ): string[][] {
    const pathOf = (id: string) => (claims.find((claim) => claim.id === id)?.path ?? []).map(String);
    const held = Buffer.from(credential, 'base64url').toString('latin1');
    const disclosed = credential
      .split('~')
      .slice(1)
      .map((text) => Buffer.from(text, 'base64url').toString());
    const holds = (path: string[]) => {
      const name = path.at(-1) as string;
      return format === 'mso_mdoc' ? held.includes(name) : disclosed.some((text) => text.includes(`"${name}"`));
    };
    const chosen = sets.map((ids) => ids.map(pathOf)).find((paths) => paths.every(holds));
    if (chosen === undefined) throw new Error('the wallet holds none of what was asked');
    return chosen;
  }
}
