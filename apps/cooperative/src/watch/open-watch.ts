import { createNodeRpc } from '#anchoring/consensus';
import type { PublishedLedger } from '#anchoring/log';
import { httpSource, Watcher, type LedgerSource, type WatchedNode, type WatchStorage } from '#anchoring/watch';
import { verifyWithNodeCrypto } from '#identity';
import type { TrustFile } from '#ledger';
import { isLoopback, type Clock } from '#primitives';
import type { Metrics } from '#service-kit/health';
import { describeError, type Log } from '#service-kit/log';
import type { Network } from '#service-kit/network';
import type { CooperativeConfig } from '../cooperative.config.js';
import { keepWatching, type Watching } from './keep-watching.js';

const LIMITS = { timeoutMilliseconds: 10_000, maxBytes: 64 * 1024 * 1024 };

const NOBODY: Watching = {
  latest: () => undefined,
  run: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

export interface OpeningWatch {
  config: Pick<CooperativeConfig, 'publicUrl' | 'watch' | 'ledger'>;
  trustFile: TrustFile;
  ledger: Pick<PublishedLedger, 'attestation' | 'entries'>;
  storage: WatchStorage;
  network: Network;
  metrics: Metrics;
  log: Log;
  clock: Clock;
}

/**
 * Watches the other colleges' services beside our own ledger, which is the one that is followed where two differ.
 * Where nobody else is configured, nothing is compared.
 * @throws what the storage throws
 */
export async function openWatch(parts: OpeningWatch): Promise<Watching> {
  const { config, trustFile, storage, metrics, log, clock } = parts;
  if (config.watch === undefined) return NOBODY;
  const { sources, everySeconds } = config.watch;
  const outgoing = parts.network.outgoing({
    outgoingOrigins: sources.map((source) => new URL(source).origin),
    serviceIsLoopback: isLoopback(new URL(config.publicUrl)),
    ...LIMITS,
  });
  const get = async (url: string) => {
    const answer = await outgoing.fetch(url);
    return { status: answer.status, text: answer.text() };
  };
  const watcher = await Watcher.open({
    ...{ trustFile, storage, clock, verifySignature: verifyWithNodeCrypto },
    ...ownNode(config.ledger),
    sources: [ownSource(config.publicUrl, parts.ledger), ...sources.map((source) => httpSource(source, get))],
  });
  const watching = keepWatching({
    watcher,
    everyMilliseconds: everySeconds * 1000,
    raised: ({ kind, severity }, sentence) => {
      if (severity === 'alarm') log.error({ alarm: kind }, sentence);
      else log.warn({ alarm: kind }, sentence);
    },
    failed: (error) => log.error({ error: describeError(error) }, 'the other services could not be compared'),
  });
  const countOf = (severity: string) => () =>
    watching.latest()?.alarms.filter((alarm) => alarm.severity === severity).length ?? 0;
  metrics.gauge('incola_ledger_watch_alarms', 'Alarms about the ledger and the other services.', countOf('alarm'));
  metrics.gauge('incola_ledger_watch_warnings', 'Warnings about validators.', countOf('warning'));
  return {
    ...watching,
    async stop() {
      await watching.stop();
      outgoing.close();
    },
  };
}

function ownSource(name: string, ledger: OpeningWatch['ledger']): LedgerSource {
  return {
    name,
    attestation: () => ledger.attestation(),
    leaves: async (start, count) => (await ledger.entries(start, count)).leaves,
  };
}

/** On a network; the embedded engine's validators can't be away by themselves. */
function ownNode(engine: CooperativeConfig['ledger']): { node?: WatchedNode } {
  if (engine.engine !== 'cometbft') return {};
  const rpc = createNodeRpc({ port: engine.rpcPort });
  return { node: { name: `the node at port ${engine.rpcPort}`, voters: () => rpc.voters() } };
}
