import type { ResponseEncryption } from '#openid4vci';
import { refusal, type RandomBytes } from '#primitives';
import { createJweEncryption } from '#service-kit/jwe';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

/** An answer of the credential or deferred credential endpoint; errors never have this shape, nor are they encrypted (§8.3.1.2). */
export interface CredentialAnswer {
  /** 202: not yet, come back with the transaction (OpenID4VCI 1.0 §8.3). */
  status: 200 | 202;
  mediaType: 'application/json' | 'application/jwt';
  text: string;
}

export type WriteAnswer = (status: CredentialAnswer['status'], content: object) => CredentialAnswer;

/**
 * Decides how the answer is written, before anything is done for it: a key that cannot be encrypted to costs no place.
 * @throws `encryption_of_request_missing` (§8.2: whoever could change the request could put his own key into it),
 *   `encryption_required`, `encryption_key_unusable`
 */
export function prepareAnswer(
  tenant: IssuingTenant,
  asked: { responseEncryption: ResponseEncryption | undefined; wasEncrypted: boolean },
  { random }: { random: RandomBytes },
): WriteAnswer {
  const { responseEncryption, wasEncrypted } = asked;
  if (responseEncryption === undefined) {
    if (tenant.requireEncryption) throw refusal('encryption_required', 'This issuer encrypts every response.');
    return (status, content) => ({ status, mediaType: 'application/json', text: JSON.stringify(content) });
  }
  if (!wasEncrypted) {
    throw refusal('encryption_of_request_missing', 'Who asks for an encrypted response must encrypt the request.');
  }
  const encrypt = createJweEncryption(responseEncryption, random);
  return (status, content) => ({ status, mediaType: 'application/jwt', text: encrypt(JSON.stringify(content)) });
}
