import {
  Watcher,
  httpSource,
  type WatchedNode,
  type WatchLimits,
  type WatchState,
  type WatchStorage,
} from '#anchoring/watch';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import type { TrustFile } from '#ledger';
import type { MovedClock, PublishedSources } from './published-sources.js';

/** A watcher's memory that outlives it, and nothing else. */
export class KeptState implements WatchStorage {
  text: string | undefined;

  load(): Promise<WatchState | undefined> {
    return Promise.resolve(this.text === undefined ? undefined : (JSON.parse(this.text) as WatchState));
  }

  save(state: WatchState): Promise<void> {
    this.text = JSON.stringify(state);
    return Promise.resolve();
  }
}

/** Opens a watcher of these addresses: again and again on one state, as after a restart. */
export function watcherOf(
  trustFile: Pick<TrustFile, 'genesis' | 'trustedBlock'>,
  published: PublishedSources,
  {
    addresses,
    clock,
    storage,
    limits = {},
    node,
  }: {
    addresses: readonly string[];
    clock: MovedClock;
    storage: WatchStorage;
    limits?: Partial<WatchLimits>;
    node?: WatchedNode;
  },
): Promise<Watcher> {
  return Watcher.open({
    trustFile,
    ...(node === undefined ? {} : { node }),
    sources: addresses.map((address) => httpSource(address, published.get)),
    storage,
    clock: () => clock.now * 1000,
    limits,
    verifySignature: verifyWithNodeCrypto,
  });
}
