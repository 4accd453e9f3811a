import type { Clock } from '#primitives';
import type { StatusList, StatusLists } from './status-lists.js';

/** Older knowledge is not relied on: it may come from before a list was closed. */
const KNOWN_FOR_MILLISECONDS = 10 * 60 * 1000;
/** Weight of one draw in the running share of places found taken: about the last 200 draws count. */
const WEIGHT = 1 / 200;

/** The list from which places of a tenant are drawn now, and how full it seems. */
export interface OpenStatusList {
  list: StatusList;
  /** Share of the indexes drawn lately that somebody had: an estimate of how full the list is, for which no row is counted. */
  takenShare: number;
}

/**
 * What this instance knows of the newest lists, so that a claim neither reads nor locks a list. Filled from outside of units of
 * work only: a list that is begun and rolled back must not be remembered.
 */
export class OpenStatusLists {
  readonly #known = new Map<string, OpenStatusList>();
  readonly #knownSince = new Map<string, number>();

  constructor(
    private readonly statusLists: Pick<StatusLists, 'all'>,
    private readonly clock: Clock,
  ) {}

  /** Reads the tenant's lists anew; called by a timer. @returns all of them */
  async refresh(tenantId: string): Promise<StatusList[]> {
    const lists = await this.statusLists.all(tenantId);
    for (const list of lists) {
      const name = nameOf(tenantId, list.bits);
      const known = this.#known.get(name);
      if (known?.list.listId !== list.listId) this.#known.set(name, { list, takenShare: 0 });
    }
    this.#knownSince.set(tenantId, this.clock());
    return lists;
  }

  find(tenantId: string, bits: StatusList['bits']): OpenStatusList | undefined {
    const since = this.#knownSince.get(tenantId) ?? 0;
    return since + KNOWN_FOR_MILLISECONDS < this.clock() ? undefined : this.#known.get(nameOf(tenantId, bits));
  }

  /** Learns from one round of draws. */
  note(open: OpenStatusList, drawn: number, taken: number): void {
    const kept = (1 - WEIGHT) ** drawn;
    open.takenShare = open.takenShare * kept + (1 - kept) * (taken / drawn);
  }

  /** A list from which nothing more is drawn here: until the next refresh, claims look into the database. */
  forget(tenantId: string, bits: StatusList['bits']): void {
    this.#known.delete(nameOf(tenantId, bits));
  }
}

/** The newest of one width. */
export function newestOf(lists: readonly StatusList[], bits: StatusList['bits']): StatusList | undefined {
  return lists.filter((list) => list.bits === bits).at(-1);
}

function nameOf(tenantId: string, bits: StatusList['bits']): string {
  return `${tenantId} ${bits}`;
}
