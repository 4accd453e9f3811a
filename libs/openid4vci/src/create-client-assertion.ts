import { createJws, encodeBase64url, secondsOf, type Clock, type RandomBytes, type Signer } from '#primitives';

export interface ClientAssertionToCreate {
  signer: Signer;
  /** `kid` of the registered key. */
  kid?: string;
  clientId: string;
  /** Issuer identifier of the authorization server. */
  audience: string;
  ttlSeconds: number;
  clock: Clock;
  random: RandomBytes;
}

/** The JWT of `private_key_jwt` (RFC 7523 §3): one for each request. */
export function createClientAssertion(assertion: ClientAssertionToCreate): Promise<string> {
  const { clientId, kid } = assertion;
  const iat = secondsOf(assertion.clock);
  return createJws(
    { typ: 'JWT', ...(kid === undefined ? {} : { kid }) },
    {
      ...{ iss: clientId, sub: clientId, aud: assertion.audience },
      jti: encodeBase64url(assertion.random(16)),
      ...{ iat, exp: iat + assertion.ttlSeconds },
    },
    assertion.signer,
  );
}
