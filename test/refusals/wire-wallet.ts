import {
  createCredentialRequest,
  createDpopProof,
  createKeyProof,
  createTokenRequest,
  parseCredentialOfferLink,
  PRE_AUTHORIZED_CODE_GRANT,
} from '#openid4vci';
import { platformRandom, type Clock, type Signer } from '#primitives';
import { makeKey } from '../guards/keys.js';

/** What a wallet redeems: the code in the offer's link, and the code that came apart. */
export interface CodePair {
  preAuthorizedCode: string;
  transactionCode: string;
}

export function codesOf({ link, transactionCode }: { link: string; transactionCode: string }): CodePair {
  const parsed = parseCredentialOfferLink(link);
  if (parsed.kind !== 'value') throw new Error('the offer is by value');
  const grant = parsed.offer.grants?.[PRE_AUTHORIZED_CODE_GRANT];
  return { preAuthorizedCode: grant?.['pre-authorized_code'] as string, transactionCode };
}

/** A wallet whose every request a test may send to the wrong place, or twice. */
export class WireWallet {
  constructor(
    private readonly issuerUrl: string,
    private readonly clock: Clock,
    private readonly signer: Signer,
  ) {}

  async nonces(tenant: string): Promise<{ credentialNonce: string; dpopNonce: string }> {
    const answer = await fetch(`${this.issuerUrl}/${tenant}/nonce`, { method: 'POST' });
    const { c_nonce: credentialNonce } = (await answer.json()) as { c_nonce: string };
    return { credentialNonce, dpopNonce: answer.headers.get('dpop-nonce') as string };
  }

  dpop(url: string, nonce: string, accessToken?: string): Promise<string> {
    const { signer, clock } = this;
    const token = accessToken === undefined ? {} : { accessToken };
    return createDpopProof({ signer, method: 'POST', url, nonce, clock, random: platformRandom, ...token });
  }

  /** @param dpopNonceOf the tenant that gives the nonce of the DPoP proof */
  async token(tenant: string, codes: CodePair, dpopNonceOf = tenant): Promise<Response> {
    const url = `${this.issuerUrl}/${tenant}/token`;
    const { dpopNonce } = await this.nonces(dpopNonceOf);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      dpop: await this.dpop(url, dpopNonce),
    };
    return fetch(url, { method: 'POST', headers, body: createTokenRequest(codes) });
  }

  async accessToken(tenant: string, codes: CodePair): Promise<string> {
    return ((await (await this.token(tenant, codes)).json()) as { access_token: string }).access_token;
  }

  /** Credentials for new keys, one where nothing is said. */
  async credential(
    tenant: string,
    accessToken: string,
    credentialNonce: string,
    { dpop, keys = 1 }: { dpop?: string; keys?: number } = {},
  ): Promise<Response> {
    const url = `${this.issuerUrl}/${tenant}/credential`;
    const audience = `${this.issuerUrl}/${tenant}`;
    const proofOf = async () =>
      createKeyProof({ signer: await makeKey(), audience, credentialNonce, clock: this.clock });
    const keyProofs = await Promise.all(Array.from({ length: keys }, proofOf));
    const headers = {
      'content-type': 'application/json',
      authorization: `DPoP ${accessToken}`,
      dpop: dpop ?? (await this.dpop(url, (await this.nonces(tenant)).dpopNonce, accessToken)),
    };
    const body = createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });
    return fetch(url, { method: 'POST', headers, body });
  }
}

export async function errorOf(answer: Response): Promise<[status: number, error: string]> {
  return [answer.status, ((await answer.json()) as { error: string }).error];
}
