import type { StateRecordKind, StateRecords } from '#ledger';
import type { LedgerRecords } from '../../ledger/ledger-records.js';
import { readCursor, writeCursor } from './page-cursor.js';

const PAGE = 100;

/** One page of the records of a kind, in the order of their keys. @param list names the list that a cursor belongs to */
export async function readRecordPage<Kind extends StateRecordKind>(
  records: LedgerRecords,
  kind: Kind,
  list: string,
  cursor: string | undefined,
): Promise<{ shown: StateRecords[Kind][]; next: string | undefined }> {
  const after = readCursor(list, cursor);
  const found = await records.listRecords(kind, { after, limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  const last = found.length > PAGE ? shown.at(-1) : undefined;
  return { shown: shown.map(({ record }) => record), next: last && writeCursor(list, last.key) };
}
