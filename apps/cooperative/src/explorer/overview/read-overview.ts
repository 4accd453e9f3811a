import { COLLEGES, FOUNDING_KEY, type College, type FoundingRecord } from '#ledger';
import { isCodedError, secondsOf } from '#primitives';
import { EVERYTHING, NEWS, topicOfKind } from '../index/topics-of.js';
import type { LedgerEntry } from '../index/explorer-index.js';
import type { ExplorerParts } from '../page/explorer-parts.js';

const LATEST = 5;

export interface Overview {
  /** Whether the ledger answers, and with it whether anything can be entered. */
  isAvailable: boolean;
  /** Of the newest entry, or of the founding. */
  height: number;
  operators: 'single' | 'independent';
  /** Seconds since the epoch. */
  createdAt: number;
  foundingEndedAt: number | undefined;
  lastAnchor: { time: number; ageSeconds: number } | undefined;
  colleges: { college: College; activeMembers: number }[];
  latest: LedgerEntry[];
}

/** The state of things, from stored state and index; a fixed number of reads. */
export async function readOverview(parts: ExplorerParts): Promise<Overview> {
  const { records, index, trustFile, clock } = parts;
  const [newest] = await index.list({ topic: EVERYTHING, limit: 1 });
  const [anchor] = await index.list({ topic: topicOfKind('anchor'), limit: 1 });
  const founding = (await records.readValue(FOUNDING_KEY)) as unknown as FoundingRecord | undefined;
  const colleges: Overview['colleges'] = [];
  for (const college of COLLEGES) {
    const counted = (await records.readValue(`college/${college}`)) as { activeMembers: string[] } | undefined;
    colleges.push({ college, activeMembers: counted?.activeMembers.length ?? 0 });
  }
  const { createdAt, parameters } = trustFile.genesis;
  return {
    isAvailable: await answers(parts),
    height: newest?.height ?? 0,
    operators: parameters.operators,
    createdAt,
    foundingEndedAt: founding?.endedAt,
    lastAnchor: anchor && { time: anchor.time, ageSeconds: Math.max(0, secondsOf(clock) - anchor.time) },
    colleges,
    latest: await index.list({ topic: NEWS, limit: LATEST }),
  };
}

async function answers({ ledger }: Pick<ExplorerParts, 'ledger'>): Promise<boolean> {
  try {
    await ledger.attestation();
    return true;
  } catch (error) {
    if (isCodedError(error) && error.fault === 'outage') return false;
    throw error;
  }
}
