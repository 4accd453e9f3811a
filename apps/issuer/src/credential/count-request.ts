import { refusal, type Clock } from '#primitives';
import { countIssued } from '../grants/count-issued.js';
import type { Grant, Grants } from '../grants/grants.js';
import type { WantedCredential } from './resolve-credential.js';

export interface CountingParts {
  grants: Grants;
  /** How many whole batches of a credential a grant is good for in a week. */
  batchesPerWindow: number;
  clock: Clock;
}

/**
 * Counts a request against what its grant is good for in the week that is running. Whoever lost the answer asks again with
 * another nonce, and there are batches enough for that.
 * @throws `access_token_unknown`, `credential_limit_reached`
 */
export async function countRequest(
  grant: Grant,
  { wanted, count }: { wanted: WantedCredential; count: number },
  parts: CountingParts,
): Promise<void> {
  const issued = {
    credentialConfigurationId: wanted.configurationId,
    count,
    most: parts.batchesPerWindow * wanted.type.batchSize,
    now: parts.clock(),
  };
  const counted = await countIssued(grant, issued, parts.grants);
  if (counted === 'ended') throw refusal('access_token_unknown', 'The access token is not known, or no longer.');
  if (counted === 'exhausted') {
    throw refusal('credential_limit_reached', 'This week no more of these credentials are issued under the grant.');
  }
}
