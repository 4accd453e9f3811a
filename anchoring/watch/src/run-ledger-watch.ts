import { readFile } from 'node:fs/promises';
import { canonicalJson, isCodedError, parseJson, parsePublicUrl, type Clock, type JsonValue } from '#primitives';
import { archivedProofs, genesisDigest, parseTrustFile, type TrustFile } from '#ledger';
import { writeJsonFile } from '#service-kit/files';
import { explainSystemError } from '#service-kit/system-errors';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { describeAlarm } from './alarm.messages.js';
import { alarmKey, summarise } from './alarm-summary.js';
import { FileWatchStorage } from './file-watch-storage.js';
import { httpSource, type GetText } from './ledger-source.js';
import type { WatchedNode } from './missing-colleges.js';
import { parseFork, verifyFork } from './verify-fork.js';
import { readWatchArguments, WATCH_USAGE, type WatchOrder } from './watch-arguments.js';
import { Watcher, type WatchReport } from './watcher.js';

export interface WatchingParts {
  /** Writes one line. */
  print: (line: string) => void;
  stop: AbortSignal;
  clock: Clock;
  get: GetText;
  post: (url: string, body: string) => Promise<{ status: number }>;
  /** One's own node, by the port of its RPC on this machine. */
  nodeAt: (port: number) => WatchedNode;
  wait: (milliseconds: number, stop: AbortSignal) => Promise<void>;
}

/** 0: no alarm; 1: an alarm, or what was shown is no proof of a fork; 2: usage, or a file that can't be read. */
export type WatchExitCode = 0 | 1 | 2;

/**
 * Watches a ledger from its trust file alone: sentences whenever something changes, and with `--once` one line of JSON.
 * @param args without the program's name
 */
export async function runLedgerWatch(args: readonly string[], parts: WatchingParts): Promise<WatchExitCode> {
  const order = readWatchArguments(args);
  if (order === undefined) {
    parts.print(WATCH_USAGE);
    parts.print(JSON.stringify({ ok: false, code: 'usage' }));
    return 2;
  }
  try {
    const trustFile = parseTrustFile(await readFile(order.trust, 'utf8'));
    return await (order.fork === undefined ? watch(order, trustFile, parts) : judge(order.fork, trustFile, parts));
  } catch (error) {
    const code = isCodedError(error) ? error.code : 'unreadable_file';
    const said = explainSystemError(error) ?? error;
    parts.print(`Not watched: ${said instanceof Error ? said.message : 'unknown error'}`);
    parts.print(JSON.stringify({ ok: false, code }));
    return 2;
  }
}

async function watch(order: WatchOrder, trustFile: TrustFile, parts: WatchingParts): Promise<WatchExitCode> {
  const sources = order.sources.map((address) =>
    httpSource(parsePublicUrl(address).href.replace(/\/+$/, ''), parts.get),
  );
  const storage = new FileWatchStorage(order.state, genesisDigest(trustFile.genesis));
  // Who looks once has no time to wait and see.
  const limits = order.once
    ? { ...order.limits, unreachableAfterSeconds: 0, absentAfterAttestations: 1 }
    : order.limits;
  const { clock } = parts;
  const { nodeRpc } = order;
  const watcher = await Watcher.open({
    ...(nodeRpc === undefined ? {} : { node: parts.nodeAt(nodeRpc) }),
    trustFile,
    sources,
    storage,
    limits,
    clock,
    verifySignature: verifyWithNodeCrypto,
  });
  let told: ReadonlyMap<string, string> = new Map();
  for (let isFirst = true; !parts.stop.aborted; isFirst = false) {
    const report = await watcher.look();
    await keepProofs(report, order.state, trustFile);
    told = await tell(report, { told, isFirst, order, parts });
    const isQuiet = report.alarms.every(({ severity }) => severity === 'warning');
    if (order.renew && isQuiet) await renew(order.trust, trustFile, report, parts);
    if (order.once) {
      parts.print(JSON.stringify(resultOf(report, isQuiet)));
      return isQuiet ? 0 : 1;
    }
    await parts.wait(order.intervalSeconds * 1000, parts.stop);
  }
  return told.size === 0 ? 0 : 1;
}

interface Telling {
  /** Sentences by what makes an alarm the same one. */
  told: ReadonlyMap<string, string>;
  isFirst: boolean;
  order: WatchOrder;
  parts: WatchingParts;
}

/** Says what began and what ended, and nothing that was said before. @returns what stands now */
async function tell(
  report: WatchReport,
  { told, isFirst, order, parts }: Telling,
): Promise<ReadonlyMap<string, string>> {
  const { print } = parts;
  const now = new Map(report.alarms.map((alarm) => [alarmKey(alarm), describeAlarm(alarm, 'en')]));
  const begun = report.alarms.filter((alarm) => !told.has(alarmKey(alarm)));
  const ended = [...told].filter(([key]) => !now.has(key));
  if (isFirst && report.head !== null) {
    const seen = report.sources.filter(({ outcome }) => outcome === 'attested').map(({ name }) => name);
    print(
      `${report.head.size} leaves, root ${report.head.root}; signed by all three colleges, as shown by ${seen.join(' and ')}.`,
    );
  }
  for (const alarm of begun) {
    print(`${alarm.severity === 'alarm' ? 'Alarm' : 'Warning'}: ${describeAlarm(alarm, 'en')}`);
  }
  for (const [, sentence] of ended) print(`Over: ${sentence}`);
  if (begun.length === 0 && isFirst) print('All sources show the same log.');
  if (order.webhook !== undefined && (begun.length > 0 || ended.length > 0)) {
    const body = canonicalJson({
      type: 'ledger.watch',
      at: report.at,
      begun: begun.map((alarm) => ({ ...summarise(alarm), sentence: describeAlarm(alarm, 'en') })),
      ended: ended.map(([key]) => key),
    });
    const isHeard = await parts.post(order.webhook, body).then(
      ({ status }) => status < 300,
      () => false,
    );
    if (!isHeard) {
      print(`The webhook ${order.webhook} did not take it; it is told again at the next look.`);
      return told;
    }
  }
  return now;
}

/** The proof of a fork is a file that can be shown to anyone. */
async function keepProofs({ alarms }: WatchReport, state: string, { genesis }: TrustFile): Promise<void> {
  const forks = alarms.flatMap((alarm) => (alarm.kind === 'forked' ? [alarm.fork] : []));
  for (const [place, fork] of forks.entries()) {
    const proof = { format: 'incola-ledger-fork', version: 1, genesis: genesisDigest(genesis), ...fork };
    await writeJsonFile(`${state}.fork-${place + 1}.json`, proof);
  }
}

/** Whoever decides on the live ledger begins at this block, long after the genesis has expired. */
async function renew(file: string, trustFile: TrustFile, report: WatchReport, { print }: WatchingParts): Promise<void> {
  const { trustedBlock } = report;
  if (trustedBlock === undefined || trustedBlock.height <= (trustFile.trustedBlock?.height ?? 0)) return;
  await writeJsonFile(file, { ...trustFile, trustedBlock });
  trustFile.trustedBlock = trustedBlock;
  print(`The trust file carries block ${trustedBlock.height} now (${trustedBlock.hash ?? ''}).`);
}

async function judge(file: string, trustFile: TrustFile, { print }: WatchingParts): Promise<WatchExitCode> {
  const fork = parseFork(await readFile(file, 'utf8'), genesisDigest(trustFile.genesis));
  const isProven = await verifyFork(fork, archivedProofs(trustFile, verifyWithNodeCrypto));
  print(
    isProven
      ? `It is proven: the keys of this ledger signed both what ${fork.first.source} and what ${fork.second.source} showed, which are two logs.`
      : 'It is no proof of a fork: both may be the same log.',
  );
  print(JSON.stringify({ ok: isProven }));
  return isProven ? 0 : 1;
}

function resultOf({ head, sources, alarms }: WatchReport, ok: boolean): Record<string, JsonValue> {
  const of = (severity: string) => alarms.filter((alarm) => alarm.severity === severity).map(summarise);
  const seen = parseJson(JSON.stringify(sources));
  return {
    ok,
    size: head?.size ?? 0,
    root: head?.root ?? null,
    sources: seen,
    alarms: of('alarm'),
    warnings: of('warning'),
  };
}
