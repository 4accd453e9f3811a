import { z } from 'zod';
import { decodeBase64, decodeHex, encodeBase64url } from '#primitives';

/** CometBFT's JSON, read into our own: numbers for its decimal strings, base64url or bytes for its hexadecimal and Base 64. */

/** int64 as a decimal string; beyond 2^53 nothing of ours counts. */
const integer = z
  .string()
  .regex(/^-?\d{1,16}$/)
  .transform(Number)
  .refine(Number.isSafeInteger, 'beyond 2^53');
const natural = integer.refine((value) => value >= 0, 'negative');

const isHex = (text: string): boolean => text.length % 2 === 0 && /^[0-9A-Fa-f]*$/.test(text);
const hexBytes = z
  .string()
  .refine(isHex, 'not hexadecimal')
  .transform((text) => decodeHex(text.toLowerCase()));
/** Hash or address, base64url; empty where CometBFT has none. */
const hash = hexBytes
  .refine(({ length }) => [0, 20, 32].includes(length), 'neither hash nor address')
  .transform((bytes) => encodeBase64url(bytes));

/** The application's own: of any length, and ours has 32 bytes. */
const appHash = hexBytes.transform((bytes) => encodeBase64url(bytes));

const base64Bytes = z.string().transform((text, context) => {
  try {
    return decodeBase64(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not Base 64' });
    return z.NEVER;
  }
});
/** Go writes no bytes as `null`. */
const optionalBytes = base64Bytes.nullish().transform((bytes) => bytes ?? new Uint8Array());

/** RFC 3339 with up to nine digits of a second, as seconds since the epoch and nanoseconds. */
const time = z.string().transform((text, context) => {
  const [, whole, fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text) ?? [];
  const milliseconds = whole === undefined ? Number.NaN : Date.parse(`${whole}Z`);
  if (Number.isNaN(milliseconds)) {
    context.addIssue({ code: 'custom', message: 'not a time' });
    return z.NEVER;
  }
  return { seconds: milliseconds / 1000, nanos: Number(fraction.padEnd(9, '0')) };
});

const blockId = z
  .object({ hash, parts: z.object({ total: z.number().int().nonnegative(), hash }) })
  .transform(({ hash, parts }) => ({ hash, partSetHeader: parts }));

const header = z
  .object({
    version: z.object({ block: natural, app: natural.default(0) }),
    chain_id: z.string(),
    height: natural,
    time,
    last_block_id: blockId,
    last_commit_hash: hash,
    data_hash: hash,
    validators_hash: hash,
    next_validators_hash: hash,
    consensus_hash: hash,
    app_hash: appHash,
    last_results_hash: hash,
    evidence_hash: hash,
    proposer_address: hash,
  })
  .transform((read) => ({
    version: read.version,
    chainId: read.chain_id,
    height: read.height,
    time: read.time,
    lastBlockId: read.last_block_id,
    lastCommitHash: read.last_commit_hash,
    dataHash: read.data_hash,
    validatorsHash: read.validators_hash,
    nextValidatorsHash: read.next_validators_hash,
    consensusHash: read.consensus_hash,
    appHash: read.app_hash,
    lastResultsHash: read.last_results_hash,
    evidenceHash: read.evidence_hash,
    proposerAddress: read.proposer_address,
  }));

/** `BlockIDFlagCommit`: the validator signed this block; the others were absent or voted for none. */
const SIGNED = 2;

const commit = z
  .object({
    height: natural,
    round: z.number().int().nonnegative(),
    block_id: blockId,
    signatures: z.array(
      z
        .object({ block_id_flag: z.number(), timestamp: time, signature: optionalBytes })
        .transform(({ block_id_flag: flag, timestamp, signature }) =>
          flag === SIGNED ? { timestamp, signature: encodeBase64url(signature) } : null,
        ),
    ),
  })
  .transform(({ height, round, block_id: blockId, signatures }) => ({ height, round, blockId, signatures }));

const publicKey = z
  .object({ type: z.literal('tendermint/PubKeyEd25519'), value: base64Bytes })
  .transform(({ value }) => encodeBase64url(value));

export const statusShape = z
  .object({
    node_info: z.object({ id: z.string(), network: z.string(), version: z.string(), moniker: z.string() }),
    sync_info: z.object({
      latest_block_height: natural,
      latest_block_hash: hash,
      latest_app_hash: appHash,
      latest_block_time: time,
      earliest_block_height: natural,
      catching_up: z.boolean(),
    }),
    validator_info: z.object({ pub_key: publicKey, voting_power: natural }),
  })
  .transform(({ node_info: node, sync_info: sync, validator_info: validator }) => ({
    nodeId: node.id,
    name: node.moniker,
    chainId: node.network,
    engineVersion: node.version,
    height: sync.latest_block_height,
    blockHash: sync.latest_block_hash,
    /** After the block before the newest. */
    appHash: sync.latest_app_hash,
    time: sync.latest_block_time,
    earliestHeight: sync.earliest_block_height,
    isCatchingUp: sync.catching_up,
    validator: { publicKey: validator.pub_key, power: validator.voting_power },
  }));

export const blockShape = z
  .object({
    block_id: blockId,
    block: z.object({ header, data: z.object({ txs: z.array(base64Bytes).nullish() }) }),
  })
  .transform(({ block_id, block }) => ({
    hash: block_id.hash,
    header: block.header,
    transactions: block.data.txs ?? [],
  }));

const executed = z.object({ code: z.number().default(0), log: z.string().default(''), data: optionalBytes });

/** One result for each transaction of the block. */
export const blockResultsShape = z
  .object({ height: natural, txs_results: z.array(executed).nullish() })
  .transform(({ height, txs_results }) => ({ height, results: txs_results ?? [] }));

export const commitShape = z
  .object({ signed_header: z.object({ header, commit }), canonical: z.boolean() })
  .transform(({ signed_header, canonical }) => ({ ...signed_header, isCanonical: canonical }));

export const validatorsShape = z
  .object({
    block_height: natural,
    validators: z.array(
      z
        .object({ pub_key: publicKey, voting_power: natural })
        .transform(({ pub_key, voting_power }) => ({ publicKey: pub_key, power: voting_power })),
    ),
    total: natural,
  })
  .transform(({ block_height, validators, total }) => ({ height: block_height, validators, total }));

export const queryShape = z
  .object({
    response: z.object({
      code: z.number().default(0),
      log: z.string().default(''),
      key: optionalBytes,
      value: optionalBytes,
      height: natural.default(0),
    }),
  })
  .transform(({ response }) => response);

export const broadcastShape = z.object({
  code: z.number(),
  log: z.string().default(''),
  codespace: z.string().default(''),
});

/**
 * `BA{6:xx__x_} 5040/7560 = 0.67` (CometBFT, `VoteSet.BitArrayString`): whose votes of a round the node has, in the validators'
 * order.
 */
const heardVotes = z.string().transform((text, context) => {
  const [, count, places = ''] = /^BA\{(\d{1,4}):([x_]*)\}/.exec(text) ?? [];
  if (count !== undefined && Number(count) === places.length) return [...places].map((place) => place === 'x');
  context.addIssue({ code: 'custom', message: 'no votes' });
  return z.NEVER;
});

/**
 * `consensus_state`: whose vote the node has in the newest step of the present height in which anybody has voted. Who voted in the
 * step before, and no more, may have gone away since.
 */
export const roundsShape = z
  .object({
    round_state: z.object({
      'height/round/step': z.string().regex(/^\d{1,15}\/\d+\/\d+$/),
      height_vote_set: z
        .array(z.object({ prevotes_bit_array: heardVotes, precommits_bit_array: heardVotes }))
        .min(1)
        .max(10_000),
    }),
  })
  .transform(({ round_state: { 'height/round/step': where, height_vote_set: rounds } }) => {
    const votes = rounds.flatMap((round) => [round.prevotes_bit_array, round.precommits_bit_array]);
    const newest = votes.findLast((step) => step.includes(true)) ?? votes[0] ?? [];
    return { height: Number.parseInt(where, 10), heard: newest };
  });

export const peersShape = z
  .object({ peers: z.array(z.object({ node_info: z.object({ id: z.string() }) })) })
  .transform(({ peers }) => peers.map(({ node_info }) => node_info.id));

export type NodeStatus = z.output<typeof statusShape>;
export type NodeBlock = z.output<typeof blockShape>;
export type NodeBlockResults = z.output<typeof blockResultsShape>;
export type NodeCommit = z.output<typeof commitShape>;
export type NodeValidators = z.output<typeof validatorsShape>;
export type NodeQueryAnswer = z.output<typeof queryShape>;
