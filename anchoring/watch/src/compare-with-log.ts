import { assertOurs, encodeBase64url, isCodedError, outage } from '#primitives';
import type { AttestedRoot } from '#ledger';
import type { Alarm } from './alarms.js';
import { FollowedLog } from './followed-log.js';
import type { LedgerSource } from './ledger-source.js';
import { MAX_BLOCKS, type AttestedBySource, type Fork, type WatchState } from './watch-state.js';
import { readWholeLog } from './whole-log.js';

/** What is compared: a source's attestation, which verified, with everything that was seen before. */
export interface Comparison {
  source: LedgerSource;
  by: AttestedBySource;
  attested: AttestedRoot;
  state: WatchState;
  sources: readonly LedgerSource[];
}

/** What the comparison came to: what is remembered from now on, or what is wrong. */
export type Compared =
  | { outcome: 'same'; log: WatchState['log']; blocks: WatchState['blocks'] }
  | { outcome: 'forked'; fork: Fork }
  | { outcome: 'leaves_differ'; alarm: Alarm };

/**
 * Compares a source with the log that is followed: one size has one root, one height one block; what is larger must have the
 * smaller one as its beginning, which its leaves show. The first log that was seen is the one that is followed.
 * @throws `source_unreachable`, `log_too_long`, `root_forgotten` (outages)
 */
export async function compareWithLog(comparison: Comparison): Promise<Compared> {
  const { by, attested, state } = comparison;
  const { block } = attested;
  const sameHeight = block && state.blocks.find(({ height }) => height === block.height);
  if (sameHeight && sameHeight.hash !== block.hash) {
    return { outcome: 'forked', fork: { first: sameHeight.attested, second: by, beginning: null } };
  }
  const log = new FollowedLog(state.log?.frontier, state.log?.roots);
  const compared = attested.size > log.size ? await extend(comparison, log) : await compareBeginning(comparison, log);
  return compared.outcome === 'same' ? { ...compared, blocks: withBlock(comparison) } : compared;
}

async function extend({ source, by, attested, state }: Comparison, log: FollowedLog): Promise<Compared> {
  const [size, root] = [attested.size, encodeBase64url(attested.root)];
  const extended = await log.extendedBy(source, size);
  if (extended.root === root) {
    return { outcome: 'same', log: { ...extended.toStored(), head: by }, blocks: state.blocks };
  }
  const whole = await readWholeLog(source, size, log.size);
  if (whole.root !== root || state.log === null) {
    return { outcome: 'leaves_differ', alarm: { kind: 'leaves_differ', severity: 'alarm', source: source.name, size } };
  }
  return { outcome: 'forked', fork: { first: state.log.head, second: by, beginning: whole.beginning } };
}

async function compareBeginning(comparison: Comparison, log: FollowedLog): Promise<Compared> {
  const { by, attested, state } = comparison;
  assertOurs(state.log !== null, 'a log that nobody follows yet has no leaves');
  const known = log.rootAt(attested.size);
  const own = known ?? (await readOwnBeginning(comparison, log)).root;
  if (own === encodeBase64url(attested.root)) return { outcome: 'same', log: state.log, blocks: state.blocks };
  const beginning = attested.size === log.size ? null : await readOwnBeginning(comparison, log).catch(unlessOutage);
  return { outcome: 'forked', fork: { first: state.log.head, second: by, beginning } };
}

/** From a source that has the log which is followed, as it has shown. @throws `root_forgotten` (outage) where none has */
async function readOwnBeginning({ sources, state, attested }: Comparison, log: FollowedLog) {
  const holder = sources.find(({ name }) => name === state.log?.head.source);
  const whole = holder && (await readWholeLog(holder, log.size, attested.size));
  if (whole?.root === log.root) return whole.beginning;
  throw outage('root_forgotten', 'The log is too old to be compared, and nobody shows its leaves.');
}

function unlessOutage(error: unknown): null {
  if (isCodedError(error) && error.fault === 'outage') return null;
  throw error;
}

function withBlock({ by, attested: { block }, state }: Comparison): WatchState['blocks'] {
  if (block?.hash === undefined || state.blocks.some(({ height }) => height === block.height)) return state.blocks;
  return [...state.blocks, { height: block.height, hash: block.hash, attested: by }]
    .sort((first, second) => first.height - second.height)
    .slice(-MAX_BLOCKS);
}
