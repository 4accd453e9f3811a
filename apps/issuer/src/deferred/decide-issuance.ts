import { refusal, type Clock } from '#primitives';
import type { Decision, DeferredIssuances } from './deferred-issuances.js';

export interface DecidingParts {
  deferredIssuances: DeferredIssuances;
  clock: Clock;
}

/**
 * An operator lets a waiting request through, or not. The same word again changes nothing.
 *
 * If we die here: before the commit it waits on; after it the wallet hears of it when it asks next.
 * @throws `unknown_issuance`, `issuance_decided` (the other way)
 */
export async function decideIssuance(
  tenantId: string,
  id: string,
  decision: Decision,
  parts: DecidingParts,
): Promise<void> {
  if (await parts.deferredIssuances.decide(tenantId, id, decision, parts.clock())) return;
  const deferred = await parts.deferredIssuances.find(tenantId, id);
  if (deferred === undefined) throw refusal('unknown_issuance', 'No such request waits for a decision.');
  if (deferred.state !== decision) throw refusal('issuance_decided', 'The request was decided the other way before.');
}
