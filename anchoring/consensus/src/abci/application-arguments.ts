import { parseArgs } from 'node:util';
import type { NodeSnapshotOptions } from '../snapshots/index.js';
import { RESTORE_PATIENCE_SECONDS } from '../snapshots/restore-patience.js';
import { DEFAULT_SNAPSHOT_POLICY } from '../snapshots/snapshot-policy.js';

export const APPLICATION_USAGE =
  'Usage: abci-application --socket /path/application.sock --database sqlite:/path/replica.sqlite --trust /path/trust.json [--peer ID]… ' +
  '[--snapshots /path/snapshots [--snapshot-interval HEIGHTS] [--kept-blocks BLOCKS] [--trusted-height HEIGHT] ' +
  '[--restore-patience SECONDS]], or --contract-code';

/** What the application is called with (`application-command`). */
export interface ApplicationArguments {
  socket: string;
  /** SQLite's file. */
  database: string;
  trust: string;
  /** Addresses of node keys, lower-case hexadecimal. */
  peers: ReadonlySet<string>;
  /** Absent: the node makes and takes no snapshots. */
  snapshots: Pick<NodeSnapshotOptions, 'folder' | 'policy' | 'trustedHeight' | 'restorePatienceSeconds'> | undefined;
}

/** @returns `contract-code`: what the program says of its own code, before members vote on it; `undefined`: usage */
export function readApplicationArguments(args: readonly string[]): ApplicationArguments | 'contract-code' | undefined {
  if (args.length === 1 && args[0] === '--contract-code') return 'contract-code';
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        socket: text,
        database: text,
        trust: text,
        peer: { type: 'string', multiple: true, default: [] },
        snapshots: text,
        'snapshot-interval': text,
        'kept-blocks': text,
        'trusted-height': text,
        'restore-patience': text,
      },
    });
    const { socket, trust, peer, snapshots: folder } = values;
    const [, database] = /^sqlite:(\/.+)$/.exec(values.database ?? '') ?? [];
    if (socket === undefined || database === undefined || trust === undefined) return undefined;
    const { interval, kept, keptBlocks } = DEFAULT_SNAPSHOT_POLICY;
    const policy = {
      interval: readCount(values['snapshot-interval'], interval),
      kept,
      keptBlocks: readCount(values['kept-blocks'], keptBlocks),
    };
    const trustedHeight = readCount(values['trusted-height'], 0);
    const restorePatienceSeconds = readCount(values['restore-patience'], RESTORE_PATIENCE_SECONDS);
    const snapshots = folder === undefined ? undefined : { folder, policy, trustedHeight, restorePatienceSeconds };
    return { socket, database, trust, peers: new Set(peer.map((id) => id.toLowerCase())), snapshots };
  } catch {
    return undefined;
  }
}

/** @throws an Error, where it is no count: usage */
function readCount(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new Error('not a count');
  return Number(text);
}
