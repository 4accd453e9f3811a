import type { StatusAnchorRecord } from '#ledger';
import type { LedgerEntry } from '../index/explorer-index.js';
import { topicOfAnchors } from '../index/topics-of.js';
import type { ExplorerParts } from '../page/explorer-parts.js';

/** Far above any cooperative's number; what is beyond is found on the members' pages. */
const MAX_VERIFIERS = 200;
const MAX_LISTS = 200;
const PER_PAGE = 50;

export interface AnchorsView {
  verifiers: { did: string; newest: LedgerEntry | undefined }[];
  lists: StatusAnchorRecord[];
}

/** The newest anchor of each verifier, and the newest version of each status list. */
export async function readAnchors({ records, index }: ExplorerParts): Promise<AnchorsView> {
  const verifiers: AnchorsView['verifiers'] = [];
  for (const { record } of await records.listRecords('verifier', { limit: MAX_VERIFIERS })) {
    const [newest] = await index.list({ topic: topicOfAnchors(record.member), limit: 1 });
    verifiers.push({ did: record.member, newest });
  }
  const lists = await records.listRecords('status', { limit: MAX_LISTS });
  return { verifiers, lists: lists.map(({ record }) => record) };
}

export interface MemberAnchors {
  entries: LedgerEntry[];
  /** The leaf before which older ones stand. */
  next: number | undefined;
}

export async function readAnchorsOf(
  { index }: Pick<ExplorerParts, 'index'>,
  did: string,
  before: number | undefined,
): Promise<MemberAnchors> {
  const found = await index.list({ topic: topicOfAnchors(did), before, limit: PER_PAGE + 1 });
  const entries = found.slice(0, PER_PAGE);
  return { entries, next: found.length > PER_PAGE ? entries.at(-1)?.index : undefined };
}
