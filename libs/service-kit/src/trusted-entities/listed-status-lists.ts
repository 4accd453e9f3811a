import { isCodedError, secondsOf } from '#primitives';
import { isStatusListFresh } from '#status-list';
import type { KnownStatusList } from '#verification';
import { fetchListedStatusList, type ListedStatusParts, type StatusEncoding } from './fetch-listed-status-list.js';

/** Lists that are kept; the one longest unused goes first. */
const MAX_LISTS = 512;
/** One attempt an address in this time, so that nobody makes us fetch at will. */
const PAUSE_MILLISECONDS = 10_000;
/** What nobody presented a credential of for so long is not fetched any more. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

interface Kept {
  encoding: StatusEncoding;
  list?: KnownStatusList;
  /** Milliseconds since the epoch. */
  attemptedAt: number;
  usedAt: number;
  isHostDown: boolean;
  fetching?: Promise<void>;
}

/**
 * Status lists of issuers that are no members. The first credential that names one has it fetched; from then on a timer does,
 * for a day after the last that named it.
 */
export class ListedStatusLists {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly parts: ListedStatusParts & { report: (code: string) => void }) {}

  find(uri: string): KnownStatusList | undefined {
    return this.#kept.get(uri)?.list;
  }

  /** Whether the last attempt failed for the host's fault; a list that was refused is no outage. */
  isHostDown(uri: string): boolean {
    return this.#kept.get(uri)?.isHostDown === true;
  }

  /**
   * Sees to it that the list is at hand and fresh, as far as can be. Who comes while it is fetched waits for the same answer.
   * @param uri from a credential that an entity of a list signed
   */
  async require(uri: string, encoding: StatusEncoding): Promise<void> {
    const now = this.parts.clock();
    const kept = this.#kept.get(uri) ?? this.#add(uri, encoding, now);
    kept.usedAt = now;
    const { list } = kept;
    if (list !== undefined && isStatusListFresh(list, secondsOf(this.parts.clock), 0)) return;
    if (kept.fetching === undefined && kept.attemptedAt + PAUSE_MILLISECONDS > now) return;
    await this.#fetch(uri, kept);
  }

  async refresh(): Promise<void> {
    const now = this.parts.clock();
    for (const [uri, { usedAt }] of this.#kept) if (usedAt + KEPT_MILLISECONDS < now) this.#kept.delete(uri);
    await Promise.all([...this.#kept].map(([uri, kept]) => this.#fetch(uri, kept)));
  }

  #add(uri: string, encoding: StatusEncoding, now: number): Kept {
    if (this.#kept.size >= MAX_LISTS) {
      const [oldest] = [...this.#kept].sort(([, left], [, right]) => left.usedAt - right.usedAt);
      if (oldest !== undefined) this.#kept.delete(oldest[0]);
    }
    const kept: Kept = { encoding, attemptedAt: -Infinity, usedAt: now, isHostDown: false };
    this.#kept.set(uri, kept);
    return kept;
  }

  #fetch(uri: string, kept: Kept): Promise<void> {
    kept.attemptedAt = this.parts.clock();
    kept.fetching ??= this.#attempt(uri, kept).finally(() => delete kept.fetching);
    return kept.fetching;
  }

  async #attempt(uri: string, kept: Kept): Promise<void> {
    try {
      kept.list = await fetchListedStatusList(uri, kept.encoding, this.parts);
      kept.isHostDown = false;
    } catch (error) {
      if (!isCodedError(error)) throw error;
      kept.isHostDown = error.fault === 'outage';
      this.parts.report(error.code);
    }
  }
}
