import { outage, type Clock } from '#primitives';
import type { StatusList, StatusLists } from './status-lists.js';

const MAX_LISTS = 10_000;

export interface BeginParts {
  statusLists: Pick<StatusLists, 'begin'>;
  statusListSize: number;
  clock: Clock;
}

/**
 * Adds an empty list under the tenant's next number; two instances that do so at once add the same.
 * @param lists all lists of the tenant
 * @throws `status_list_full` (outage)
 */
export async function beginStatusList(
  tenantId: string,
  bits: StatusList['bits'],
  lists: readonly StatusList[],
  { statusLists, statusListSize, clock }: BeginParts,
): Promise<StatusList> {
  const number = Number(lists.at(-1)?.listId ?? 0) + 1;
  if (number > MAX_LISTS) throw outage('status_list_full', 'The tenant has as many status lists as it may.');
  const list: StatusList = {
    ...{ tenantId, listId: String(number), size: statusListSize, bits },
    ...{ version: 0, anchoredVersion: 0, beganAt: clock() },
  };
  await statusLists.begin(list);
  return list;
}
