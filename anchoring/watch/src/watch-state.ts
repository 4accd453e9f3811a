import { z } from 'zod';
import { attestationShape, trustedBlockShape } from '#ledger';
import { parseJson, refusal, type JsonValue } from '#primitives';

const hash = z.base64url().length(43);
const natural = z.int().min(0);
/** Seconds since the epoch. */
const moment = natural;

/** Sizes whose roots are kept: a source that is a little behind is compared at once. */
export const MAX_ROOTS = 4096;
/** Blocks that are kept, each with its attestation: two of one height are a proof. */
export const MAX_BLOCKS = 32;
/** A person looks at the first; more of them say nothing new. */
export const MAX_FORKS = 16;
const MAX_SOURCES = 64;
const MAX_TRUSTED = 16;
/** Hashes of the right edge of a log of 2^53 leaves. */
const MAX_EDGE = 53;

const attestedBySource = z.strictObject({ source: z.string(), seenAt: moment, attestation: attestationShape });

/**
 * The proof that somebody signed two logs: two attestations that the genesis makes valid, of one size and two roots, or of one
 * height and two blocks; where the sizes differ, the larger log's beginning has another root than the smaller log.
 */
export const forkShape = z.strictObject({
  first: attestedBySource,
  second: attestedBySource,
  /** Of the larger log: its root at the smaller size, and RFC 6962's consistency proof between both. */
  beginning: z.strictObject({ size: natural, root: hash, proof: z.array(hash).max(128) }).nullable(),
});

const sightingShape = z.strictObject({
  size: natural,
  root: hash,
  /** Of the attested block; `null` for a checkpoint. */
  height: natural.nullable(),
  /** The header's time, or the oldest cosignature's. */
  attestedAt: moment,
  seenAt: moment,
});

const sourceShape = z.strictObject({
  /** The newest head that verified. */
  last: sightingShape.nullable(),
  /** Since when it has had fewer leaves than another source; `null`: it hasn't. */
  behindSince: moment.nullable(),
  /** Since when it could not be read. */
  unreachableSince: moment.nullable(),
  /** Attestations of different blocks, in a row, in which a validator's signature was missing, by its public key. */
  absent: z.record(z.string(), natural),
});

export const watchStateShape = z.strictObject({
  format: z.literal('incola-watch'),
  version: z.literal(1),
  genesis: hash,
  trustedBlocks: z.array(trustedBlockShape).max(MAX_TRUSTED),
  /** The log that is followed; `null` before the first look. */
  log: z
    .strictObject({
      frontier: z.strictObject({ size: natural, hashes: z.array(hash).max(MAX_EDGE) }),
      /** Roots of the newest sizes, ascending. */
      roots: z.array(z.tuple([natural, hash])).max(MAX_ROOTS),
      head: attestedBySource,
    })
    .nullable(),
  /** The newest blocks that were attested, by height, ascending; none where checkpoints attest. */
  blocks: z.array(z.strictObject({ height: natural, hash, attested: attestedBySource })).max(MAX_BLOCKS),
  sources: z.record(z.string(), sourceShape).refine((all) => Object.keys(all).length <= MAX_SOURCES),
  /** They never heal: an alarm stays until a person has looked at them and put the state away. */
  forks: z.array(forkShape).max(MAX_FORKS),
});

/** What a watcher remembers, so that a log that shrinks or forks is noticed after a restart as well. */
export type WatchState = z.infer<typeof watchStateShape>;
export type AttestedBySource = z.infer<typeof attestedBySource>;
export type Fork = z.infer<typeof forkShape>;
export type SourceState = z.infer<typeof sourceShape>;
export type Sighting = z.infer<typeof sightingShape>;

const LIMITS = { maxLength: 512 * 1024 * 1024, maxDepth: 32 };

export function initialWatchState(genesis: string): WatchState {
  const nothing = { trustedBlocks: [], log: null, blocks: [], sources: {}, forks: [] };
  return { format: 'incola-watch', version: 1, genesis, ...nothing };
}

export function initialSourceState(): SourceState {
  return { last: null, behindSince: null, unreachableSince: null, absent: {} };
}

/** @throws the JSON codes, `malformed_watch_state`, `watch_of_another_ledger` */
export function parseWatchState(text: string, genesis: string): WatchState {
  const read = watchStateShape.safeParse(parseJson(text, LIMITS) satisfies JsonValue);
  if (!read.success) throw refusal('malformed_watch_state', "The watcher's state has no valid shape.");
  if (read.data.genesis !== genesis) {
    throw refusal('watch_of_another_ledger', "The watcher's state is of another ledger.");
  }
  return read.data;
}
