import type { DeferredResponse } from '#openid4vci';
import { encodeBase64url, refusal, type Clock, type PublicJwk, type RandomBytes } from '#primitives';
import type { IntentParts } from '../credential/record-intent.js';
import type { WantedCredential } from '../credential/resolve-credential.js';
import { spendOnce, type SpentOnce } from '../credential/spend-once.js';
import type { Grant } from '../grants/grants.js';
import type { DeferredIssuances } from './deferred-issuances.js';

const DAY = 24 * 60 * 60 * 1000;

export interface DeferringParts extends Pick<IntentParts, 'unitOfWork' | 'oneTimeValues' | 'isKnownSubject'> {
  deferredIssuances: DeferredIssuances;
  /** How long a wallet waits before it asks again. */
  deferredIntervalSeconds: number;
  /** How long a request waits for an operator, and then for its wallet. */
  deferredTtlDays: number;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Lets a verified request wait for an operator (OpenID4VCI 1.0 §8.3). Nothing is signed, and no place of a status list is used.
 *
 * If we die here: before the commit nothing happened. After it the request waits without anybody who knows its transaction; the
 * wallet asks anew, and the operator sees two.
 * @throws the codes of `spendOnce`, `credential_denied`, and what `spend` throws
 */
export async function deferIssuance(
  to: SpentOnce & {
    grant: Grant;
    wanted: WantedCredential;
    keys: readonly PublicJwk[];
    spend(): Promise<void>;
  },
  parts: DeferringParts,
): Promise<DeferredResponse> {
  const { tenantId, id: grantId, subjectRecordId } = to.grant;
  const id = encodeBase64url(parts.random(16));
  const createdAt = parts.clock();
  await parts.unitOfWork.tx(async () => {
    await spendOnce(tenantId, to, parts);
    await to.spend();
    if (!(await parts.isKnownSubject(tenantId, subjectRecordId))) {
      throw refusal('credential_denied', 'The credential cannot be issued any more.');
    }
    await parts.deferredIssuances.add({
      ...{ tenantId, id, grantId, subjectRecordId },
      credentialConfigurationId: to.wanted.configurationId,
      holderKeys: [...to.keys],
      ...{ state: 'pending', createdAt, decidedAt: null, expiresAt: createdAt + parts.deferredTtlDays * DAY },
    });
  });
  return { transaction_id: id, interval: parts.deferredIntervalSeconds };
}
