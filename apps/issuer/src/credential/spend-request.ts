import { encodeBase64url, encodeUtf8, refusal, sha256 } from '#primitives';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import { countIssued } from '../grants/count-issued.js';
import type { Grant, Grants } from '../grants/grants.js';
import type { WantedCredential } from './resolve-credential.js';
import type { ProvenKeys } from './verify-key-proofs.js';

export interface SpendingParts {
  oneTimeValues: OneTimeValues;
  grants: Grants;
  /** How many whole batches of a credential a grant is good for in a week. */
  batchesPerWindow: number;
  clock(): number;
}

/**
 * What a credential request uses up: its nonce, and as many of the credentials that its grant is good for in the window that is
 * running. Whoever lost the answer asks again with another nonce, and there are batches enough for that.
 * @throws `key_proof_nonce_used`, `access_token_unknown`, `credential_limit_reached`
 */
export async function spendRequest(
  grant: Grant,
  spent: { wanted: WantedCredential; proven: Pick<ProvenKeys, 'credentialNonce' | 'nonceExpiresAt'>; count: number },
  parts: SpendingParts,
): Promise<void> {
  const { wanted, proven, count } = spent;
  const digest = encodeBase64url(sha256(encodeUtf8(proven.credentialNonce)));
  if (!(await parts.oneTimeValues.remember(grant.tenantId, 'nonce', digest, proven.nonceExpiresAt))) {
    throw refusal('key_proof_nonce_used', 'The nonce was used before.');
  }
  const counted = await countIssued(
    grant,
    {
      credentialConfigurationId: wanted.configurationId,
      count,
      most: parts.batchesPerWindow * wanted.type.batchSize,
      now: parts.clock(),
    },
    parts.grants,
  );
  if (counted === 'ended') throw refusal('access_token_unknown', 'The access token is not known, or no longer.');
  if (counted === 'exhausted') {
    throw refusal('credential_limit_reached', 'This week no more of these credentials are issued under the grant.');
  }
}
