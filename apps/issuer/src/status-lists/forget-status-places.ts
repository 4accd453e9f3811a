import type { Clock } from '#primitives';
import type { StatusPlaces } from './status-batches.js';
import type { StatusList, StatusLists } from './status-lists.js';

/** No credential lives longer (design §4), and a claim that was under way when the next list began is over. */
const LAST_CREDENTIAL_MILLISECONDS = 15 * 86_400_000;

export interface ForgetParts {
  statusLists: StatusLists;
  statusPlaces: Pick<StatusPlaces, 'forget'>;
  clockSkewSeconds: number;
  clock: Clock;
}

/**
 * Erases the link from places to persons once the credentials are over; the places stay used. A list whose last credential is over
 * goes as a whole (Token Status List §13.1).
 */
export async function forgetStatusPlaces(tenantIds: readonly string[], parts: ForgetParts): Promise<void> {
  const now = parts.clock();
  await parts.statusPlaces.forget(now - parts.clockSkewSeconds * 1000);
  for (const tenantId of tenantIds) {
    const lists = await parts.statusLists.all(tenantId);
    for (const list of lists.filter((one) => isOver(one, lists, now))) {
      await parts.statusLists.retire(tenantId, list.listId);
    }
  }
}

/** Whether the next list of its width began so long ago that nothing points here any more. */
export function isOver(list: StatusList, lists: readonly StatusList[], now: number): boolean {
  const next = lists.find((one) => one.bits === list.bits && Number(one.listId) > Number(list.listId));
  return next !== undefined && next.beganAt + LAST_CREDENTIAL_MILLISECONDS < now;
}
