import { encodeBase64url, isCodedError, secondsOf, type Clock, type VerifySignature } from '#primitives';
import { genesisDigest, LedgerFollower, type TrustedBlock, type TrustFile } from '#ledger';
import { countAbsences, warnOfAbsences } from './absent-validators.js';
import { WATCH_LIMITS, type Alarm, type WatchLimits } from './alarms.js';
import { compareWithLog } from './compare-with-log.js';
import type { LedgerSource } from './ledger-source.js';
import { findMissingColleges, type WatchedNode } from './missing-colleges.js';
import { attestedAt, seeSource, type Seen } from './see-source.js';
import {
  initialSourceState,
  initialWatchState,
  MAX_FORKS,
  type Fork,
  type Sighting,
  type WatchState,
} from './watch-state.js';
import type { WatchStorage } from './watch-storage.js';

export interface WatcherParts {
  trustFile: Pick<TrustFile, 'genesis' | 'trustedBlock'>;
  /** Whom it compares, each under another name: the one that is believed most, one's own, comes first. */
  sources: readonly LedgerSource[];
  /** One's own node, which is asked who is missing once the ledger stands still. */
  node?: WatchedNode;
  storage: WatchStorage;
  verifySignature: VerifySignature;
  clock: Clock;
  limits?: Partial<WatchLimits>;
}

export interface WatchReport {
  /** Seconds since the epoch. */
  at: number;
  /** How far the log is followed; `null` as long as no source could be read. */
  head: { size: number; root: string } | null;
  sources: { name: string; outcome: Seen['outcome']; last: Sighting | null }[];
  alarms: Alarm[];
  /** The newest block of the network that was verified; a trust file may carry it. */
  trustedBlock: TrustedBlock | undefined;
}

/**
 * Compares what several services publish of one ledger. It holds no key and asks nobody's leave: a member runs one beside its
 * node, and anyone at home. What it raises is stored before it is told.
 */
export class Watcher {
  readonly #parts: WatcherParts;
  readonly #limits: WatchLimits;
  readonly #follower: LedgerFollower;
  #state: WatchState;
  #newest: TrustedBlock | undefined;

  private constructor(parts: WatcherParts, state: WatchState) {
    this.#parts = parts;
    this.#state = state;
    this.#limits = { ...WATCH_LIMITS, ...parts.limits };
    this.#follower = new LedgerFollower({
      ...parts,
      blocks: {
        load: () => Promise.resolve(this.#state.trustedBlocks),
        keep: async (blocks) => void (this.#state = { ...this.#state, trustedBlocks: [...blocks] }),
      },
    });
  }

  /** @throws what the storage throws */
  static async open(parts: WatcherParts): Promise<Watcher> {
    const stored = await parts.storage.load();
    return new Watcher(parts, stored ?? initialWatchState(genesisDigest(parts.trustFile.genesis)));
  }

  /** Looks once at every source. @throws what the storage throws: nothing is told that is not stored */
  async look(): Promise<WatchReport> {
    const now = secondsOf(this.#parts.clock);
    const seen = await this.#see();
    const alarms: Alarm[] = [];
    // In the order in which they were named: where two are forks, the log of the first one is followed.
    for (const [source, sight] of seen) alarms.push(...(await this.#compare(source, sight, now)));
    const largest = Math.max(0, ...[...seen.values()].map(sizeOf));
    for (const [source, sight] of seen) alarms.push(...this.#age(source, sight, { now, largest }));
    if (alarms.some(({ kind }) => kind === 'stalled')) alarms.push(...(await this.#findMissing(seen)));
    await this.#parts.storage.save(this.#state);
    const { log, sources, forks } = this.#state;
    const root = log?.roots.at(-1)?.[1] ?? '';
    return {
      at: now,
      head: log === null ? null : { size: log.frontier.size, root },
      sources: [...seen].map(([{ name }, { outcome }]) => ({ name, outcome, last: sources[name]?.last ?? null })),
      alarms: [...forks.map(forkAlarm), ...alarms],
      trustedBlock: this.#newest,
    };
  }

  /** One after the other where they are verified: what one proves is where the next one begins. */
  async #see(): Promise<Map<LedgerSource, Seen>> {
    const seen = await Promise.all(this.#parts.sources.map((source) => seeSource(source, this.#follower)));
    for (const sight of seen) {
      const block = sight.outcome === 'attested' ? sight.attested.block : undefined;
      if (block !== undefined && block.height > (this.#newest?.height ?? 0)) this.#newest = block;
    }
    return new Map(this.#parts.sources.map((source, place) => [source, seen[place] as Seen]));
  }

  async #compare(source: LedgerSource, seen: Seen, now: number): Promise<Alarm[]> {
    const { name } = source;
    if (seen.outcome !== 'attested' || this.#isForked(name)) return [];
    const by = { source: name, seenAt: now, attestation: seen.attestation };
    const { attested } = seen;
    const { sources } = this.#parts;
    try {
      const compared = await compareWithLog({ source, by, attested, sources, state: this.#state });
      if (compared.outcome === 'leaves_differ') return [compared.alarm];
      if (compared.outcome === 'same') {
        this.#state = { ...this.#state, log: compared.log, blocks: compared.blocks };
      } else this.#keepFork(compared.fork);
      return [];
    } catch (error) {
      if (!isCodedError(error) || error.fault !== 'outage') throw error;
      return [{ kind: 'unreachable', severity: 'alarm', source: name, code: error.code, since: now }];
    }
  }

  async #findMissing(seen: ReadonlyMap<LedgerSource, Seen>): Promise<Alarm[]> {
    const { node, trustFile } = this.#parts;
    const attested = [...seen.values()].find((sight) => sight.outcome === 'attested');
    if (node === undefined || attested === undefined) return [];
    return findMissingColleges(node, attested.attestation, trustFile.genesis);
  }

  /** One of each pair of sources: more of them say nothing new. */
  #keepFork(fork: Fork): void {
    const { forks } = this.#state;
    const isKnown = forks.some(
      ({ first, second }) => first.source === fork.first.source && second.source === fork.second.source,
    );
    if (!isKnown && forks.length < MAX_FORKS) this.#state = { ...this.#state, forks: [...forks, fork] };
  }

  /** Its log is another one, as is proven: there is nothing to learn from its next attestation. */
  #isForked(name: string): boolean {
    return this.#state.log?.head.source !== name && this.#state.forks.some(({ second }) => second.source === name);
  }

  #age(source: LedgerSource, seen: Seen, { now, largest }: { now: number; largest: number }): Alarm[] {
    const { name } = source;
    const before = this.#state.sources[name] ?? initialSourceState();
    if (seen.outcome !== 'attested') {
      const unreachableSince = seen.outcome === 'unreachable' ? (before.unreachableSince ?? now) : null;
      this.#remember(name, { ...before, unreachableSince });
      return this.#failureAlarms(name, seen, unreachableSince ?? now, now);
    }
    const { attestation, attested } = seen;
    const { size } = attested;
    const absent = countAbsences(before, attestation, attested);
    const behindSince = size < largest ? (before.behindSince ?? now) : null;
    const at = attestedAt(attested);
    const was = before.last?.size ?? 0;
    const sighting = {
      ...{ size, root: encodeBase64url(attested.root), height: attested.block?.height ?? null },
      ...{ attestedAt: at, seenAt: now },
    };
    // A shrunken log stays an alarm until it has grown again.
    this.#remember(name, {
      ...{ last: size < was ? before.last : sighting, behindSince, unreachableSince: null, absent },
    });
    const { staleAfterSeconds, behindAfterSeconds } = this.#limits;
    const alarms: Alarm[] = [];
    if (size < was) alarms.push({ kind: 'shrunk', severity: 'alarm', source: name, size, was });
    if (now - at > staleAfterSeconds) {
      alarms.push({ kind: 'stalled', severity: 'alarm', source: name, seconds: now - at });
    }
    if (behindSince !== null && now - behindSince >= behindAfterSeconds) {
      alarms.push({ kind: 'behind', severity: 'alarm', source: name, size, others: largest });
    }
    const { genesis } = this.#parts.trustFile;
    return [...alarms, ...warnOfAbsences(name, absent, { attestation, genesis, limits: this.#limits })];
  }

  #failureAlarms(
    source: string,
    { outcome, code }: Exclude<Seen, { outcome: 'attested' }>,
    since: number,
    now: number,
  ) {
    const severity = 'alarm' as const;
    if (outcome === 'trust_expired') return [{ kind: outcome, severity, source }];
    if (outcome === 'not_attested') return [{ kind: outcome, severity, source, code }];
    if (now - since < this.#limits.unreachableAfterSeconds) return [];
    return [{ kind: outcome, severity, source, code, since }];
  }

  #remember(name: string, source: WatchState['sources'][string]): void {
    this.#state = { ...this.#state, sources: { ...this.#state.sources, [name]: source } };
  }
}

function sizeOf(seen: Seen): number {
  return seen.outcome === 'attested' ? seen.attested.size : 0;
}

function forkAlarm(fork: WatchState['forks'][number]): Alarm {
  return { kind: 'forked', severity: 'alarm', sources: [fork.first.source, fork.second.source], fork };
}
