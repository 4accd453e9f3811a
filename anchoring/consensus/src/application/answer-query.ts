import {
  assertOurs,
  canonicalJson,
  decodeUtf8,
  encodeUtf8,
  isCodedError,
  parseJson,
  refusal,
  type JsonValue,
} from '#primitives';
import { encodeInclusion, MAX_STATE_PROOF_KEYS, parseLogLeaf, VALIDATORS_KEY } from '#ledger';
import { readParameters } from '#anchoring/contract';
import { proveInclusion } from '#anchoring/log';
import { answerPeerQuestion, isPeerQuestion, MAX_PATH_LENGTH } from './answer-peer-question.js';
import type { ConsensusStorage, StoredPlace } from './consensus-storage.js';
import { readLeavesPage } from './read-leaves-page.js';
import type { Replica } from './replica.js';

const LIMITS = { maxLength: MAX_STATE_PROOF_KEYS * 4200, maxDepth: 2 };

export interface QueryParts {
  /** Absent before the genesis. */
  replica: Replica | undefined;
  storage: ConsensusStorage;
  /** @param id of a peer: its node key's address, lower-case hexadecimal */
  isPeerAdmitted: (id: string) => boolean;
}

/** What a question comes to; `height` is that of the block after which the answer holds. */
export type QueryAnswer =
  | { answer: 'found'; height: number; value: Uint8Array }
  | { answer: 'refused'; height: number; code: string; reason: string };

/**
 * Answers what the engine and the college's own service ask:
 * - `/p2p/filter/id/{id}`: whether the peer may connect; `/p2p/filter/addr/{address}`: always, the id decides
 * - `/head`: where the ledger stands, and the rules of its next block
 * - `/place/{id}`: where a ledger transaction stands
 * - `/leaves/{start}/{count}`: leaves of the log in their order, at most 1,000 and about 2 MiB, and the log's size
 * - `/history/{id}`: its leaf's inclusion in the log as it stands
 * - `/state` with a JSON array of keys: their values, and the inclusion of the block's end that carries the state root
 *
 * Proofs lack their attestation: headers from `attestedFrom` on, up to the one that follows block `height`, carry the app hash
 * of `appState`, and `colleges` says whose the validators are (`CometbftAttestation`). A quiet network makes no block after
 * `height`; right after a block with a content, the first such header is still to come.
 */
export async function answerQuery(path: string, data: Uint8Array, parts: QueryParts): Promise<QueryAnswer> {
  const height = parts.replica?.position.height ?? 0;
  if (isPeerQuestion(path)) return answerPeerQuestion(path, height, parts.isPeerAdmitted);
  try {
    const value = await answer(path, data, parts);
    return { answer: 'found', height, value: encodeUtf8(canonicalJson(value)) };
  } catch (error) {
    if (!isCodedError(error) || error.fault !== 'refusal') throw error;
    return { answer: 'refused', height, code: error.code, reason: error.message };
  }
}

function answer(path: string, data: Uint8Array, { replica, storage }: QueryParts): Promise<JsonValue> {
  const [, room = '', ...rest] = path.length > MAX_PATH_LENGTH ? [] : path.split('/');
  if (replica === undefined) throw refusal('not_initialised', 'The ledger has no genesis yet.');
  const [name = ''] = rest;
  if (room === 'state' && rest.length === 0) return proveState(data, replica, storage);
  if (room === 'head' && rest.length === 0) return Promise.resolve(describeHead(replica));
  if (room === 'place' && rest.length === 1) return findPlace(name, storage).then((place) => ({ ...place }));
  if (room === 'leaves' && rest.length === 2) return readLeavesPage(rest, replica.appState.size, storage);
  if (room === 'history' && rest.length === 1) return proveHistory(name, replica, storage);
  throw refusal('unknown_path', 'There is nothing to ask under this path.');
}

/** What holds for the next block, with where the ledger stands. */
function describeHead(replica: Replica): JsonValue {
  const { position, appState } = replica;
  const { height, blockEnd, time } = position;
  const { contractVersion, maxExpiryBlocks } = readParameters(replica.nextState(time));
  return { height, contractVersion, maxExpiryBlocks, blockEnd: { ...blockEnd }, appState: { ...appState } };
}

/** What the attestation of a proof is made of, as it is now. */
function describeRoot({ state, position, appState }: Replica) {
  const colleges = state.prove(VALIDATORS_KEY) as unknown as JsonValue;
  return { appState: { ...appState }, attestedFrom: position.blockEnd.height + 1, colleges };
}

/** All that may change with the next block is taken before the first wait; the log only grows. */
async function proveState(data: Uint8Array, replica: Replica, storage: ConsensusStorage): Promise<JsonValue> {
  const keys = readKeys(data);
  const entries = keys.map((key) => replica.state.prove(key) as unknown as JsonValue);
  const blockEnd = { ...replica.position.blockEnd };
  const root = describeRoot(replica);
  const { size } = root.appState;
  const inclusion = encodeInclusion(await proveInclusion(storage, size - 1, size));
  return { entries, blockEnd, inclusion: { ...inclusion }, ...root };
}

async function proveHistory(id: string, replica: Replica, storage: ConsensusStorage): Promise<JsonValue> {
  const root = describeRoot(replica);
  const { size } = root.appState;
  const { index, height } = await findPlace(id, storage);
  if (index >= size) throw refusal('transaction_unknown', 'The ledger transaction is not in the log yet.');
  const [bytes] = await storage.readLeaves(index, 1);
  assertOurs(bytes !== undefined, 'the leaf of a place is stored');
  const leaf = parseLogLeaf(bytes);
  assertOurs(leaf.kind === 'ledger_transaction', "a place is a ledger transaction's");
  const inclusion = encodeInclusion(await proveInclusion(storage, index, size));
  const ledgerTransaction = leaf.ledgerTransaction as unknown as JsonValue;
  return { ledgerTransaction, height, inclusion: { ...inclusion }, ...root };
}

async function findPlace(id: string, storage: ConsensusStorage): Promise<StoredPlace> {
  const place = await storage.findPlace(id);
  if (place === undefined) throw refusal('transaction_unknown', 'No such ledger transaction was accepted.');
  return place;
}

function readKeys(data: Uint8Array): string[] {
  const keys = parseJson(decodeUtf8(data), LIMITS);
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string' && key.isWellFormed())) {
    throw refusal('malformed_state_keys', 'The state is asked for by a list of keys.');
  }
  const wanted = [...new Set(keys as string[])];
  if (wanted.length === 0 || wanted.length > MAX_STATE_PROOF_KEYS) {
    throw refusal('too_many_state_keys', `A state proof speaks of 1 to ${MAX_STATE_PROOF_KEYS} keys.`);
  }
  return wanted;
}
