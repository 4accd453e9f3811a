import { parseArgs } from 'node:util';
import type { WatchLimits } from './alarms.js';

export const WATCH_USAGE =
  'Usage: npm run ledger:watch -- --trust trust.json --source https://… [--source https://… …]\n' +
  '         [--once] [--interval SECONDS] [--stale SECONDS] [--state FILE] [--webhook https://…] [--renew]\n' +
  '         [--node-rpc PORT]\n' +
  '       npm run ledger:watch -- --trust trust.json --fork FILE\n' +
  '       --once looks once and ends with a line of JSON; --state is where it remembers (beside the trust file, if nothing is said);\n' +
  '       --renew writes the newest verified block into the trust file; --fork checks what another watcher kept as proof;\n' +
  "       --node-rpc is the RPC of one's own node on this machine, which says who is missing once the ledger stands still.";

const DEFAULT_INTERVAL_SECONDS = 30;
const MAX_SOURCES = 32;

export interface WatchOrder {
  trust: string;
  sources: readonly string[];
  state: string;
  fork: string | undefined;
  webhook: string | undefined;
  /** Of one's own node, on loopback. */
  nodeRpc: number | undefined;
  once: boolean;
  renew: boolean;
  intervalSeconds: number;
  limits: Partial<WatchLimits>;
}

/** @returns `undefined` where they can't be understood */
export function readWatchArguments(args: readonly string[]): WatchOrder | undefined {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...{ trust: text, state: text, fork: text, webhook: text, interval: text, stale: text, 'node-rpc': text },
        ...{ source: { type: 'string', multiple: true, default: [] }, once: flag, renew: flag },
      },
    });
    const { trust, source, fork, webhook, once, renew } = values;
    if (trust === undefined || (fork === undefined) === (source.length === 0)) return undefined;
    if (source.length > MAX_SOURCES || new Set(source).size !== source.length) return undefined;
    const intervalSeconds = countOf(values.interval) ?? DEFAULT_INTERVAL_SECONDS;
    const staleAfterSeconds = countOf(values.stale);
    const limits = staleAfterSeconds === undefined ? {} : { staleAfterSeconds };
    const state = values.state ?? `${trust}.watch`;
    const nodeRpc = countOf(values['node-rpc']);
    if (nodeRpc !== undefined && nodeRpc > 65_535) return undefined;
    return { trust, sources: source, state, fork, webhook, nodeRpc, once, renew, intervalSeconds, limits };
  } catch {
    return undefined;
  }
}

/** @throws where it is no whole number above zero */
function countOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError('no count');
  return count;
}
