import { assertOurs, decodeUtf8, encodeBase64url, parseJson, refusal, type JsonValue } from '#primitives';
import { ledgerTransactionId, parseLogLeaf, type BlockEndLeaf } from '#ledger';
import { LedgerState } from '#anchoring/contract';
import { LogFrontier } from '#anchoring/log';
import type { ApplicationPosition } from '../application/index.js';
import { decidedValidators } from '../application/validator-sets.js';
import { CHUNK_BYTES, decodeRecords } from './chunk-records.js';
import type { RestoredPart } from './restore-storage.js';
import type { SnapshotChunk, SnapshotContents } from './snapshot-contents.js';
import { STATE_ALLOWANCE, type StateAllowance } from './state-allowance.js';

const ENTRY_LIMITS = { maxLength: 2 * 1024 * 1024, maxDepth: 32 };
/** As the contract writes them; anything else a database might not take. */
const STATE_KEY = /^[!-~]{1,4096}$/;
const NOTHING: RestoredPart = { leaves: [], nodes: [], places: [], entries: [] };

/**
 * Computes again what a snapshot's records come to: the log's nodes from its leaves, which are attested already, the state's root
 * from its entries. Nothing is taken from what the snapshot says of itself. What the storage could not take is refused here, so
 * that a storage that fails is never a liar's doing; in an attested log a ledger transaction stands once.
 */
export class SnapshotReplay {
  readonly #frontier = new LogFrontier();
  readonly #state = new LedgerState();
  #last: BlockEndLeaf | undefined;
  #logBytes = 0;
  #stateBytes = 0;

  /** @param contents of an attested log (`requireAttestedLog`) */
  constructor(
    readonly contents: SnapshotContents,
    private readonly allowance: StateAllowance = STATE_ALLOWANCE,
  ) {}

  /** @throws `malformed_chunk`, `malformed_log_leaf`, `malformed_snapshot`, `snapshot_differs` */
  readLog(chunk: Uint8Array, named: SnapshotChunk): RestoredPart {
    const records = readRecords(chunk, named);
    this.#logBytes += chunk.length;
    const start = this.#frontier.size;
    const parsed = records.map(parseLogLeaf);
    const last = parsed.at(-1);
    this.#last = last?.kind === 'block_end' ? last : undefined;
    const leaves = records.map((bytes, place) => ({
      index: start + place,
      height: parsed[place]?.height ?? 0,
      // A copy of its own: the chunk's memory is the socket's.
      bytes: bytes.slice(),
    }));
    const places = parsed.flatMap((leaf, place) => {
      if (leaf.kind !== 'ledger_transaction') return [];
      return [{ id: ledgerTransactionId(leaf.ledgerTransaction.body), height: leaf.height, index: start + place }];
    });
    if (parsed.some(({ height }) => height > this.contents.height)) throw differs('it is of an earlier height');
    return { ...NOTHING, leaves, places, nodes: records.flatMap((bytes) => this.#frontier.append(bytes)) };
  }

  /** @throws `malformed_chunk`, `malformed_snapshot`, `snapshot_too_large` */
  readState(chunk: Uint8Array, named: SnapshotChunk): RestoredPart {
    this.#stateBytes += chunk.length;
    if (this.#stateBytes > this.#logBytes * this.allowance.bytesPerLogByte + this.allowance.bytes) {
      throw refusal('snapshot_too_large', 'The snapshot holds more state than a ledger with its log can have.');
    }
    const records = readRecords(chunk, named);
    const entries = records.map(readEntry);
    for (const [key, value] of entries) {
      if (this.#state.get(key) !== undefined) throw malformed('a key of the state is there twice');
      this.#state.set(key, value);
    }
    return { ...NOTHING, entries };
  }

  /**
   * Where the replica stands, once all chunks were read.
   * @throws `snapshot_differs` where the content is another one
   */
  close(): ApplicationPosition {
    const { genesis, height, actingFrom, stateRoot } = this.contents;
    if (encodeBase64url(this.#state.root()) !== stateRoot) throw differs('its entries are not its state');
    const last = this.#last;
    assertOurs(last?.stateRoot === stateRoot, 'an attested log ends with the end of a block, which names the state');
    return {
      genesis,
      height,
      // Of the last block with a content, which may be earlier than the last block: no later block's time is before it.
      time: last.time,
      blockEnd: { height: last.height, time: last.time, stateRoot },
      frontier: this.#frontier.toStored(),
      validatorSets: [{ from: actingFrom, validators: decidedValidators(this.#state) }],
      isRestored: true,
    };
  }
}

/** @throws `malformed_chunk`, `malformed_snapshot` where it is larger than one that we would make */
function readRecords(chunk: Uint8Array, { count }: SnapshotChunk): Uint8Array[] {
  if (count > 1 && chunk.length > CHUNK_BYTES) throw malformed('a chunk is too large');
  const records = decodeRecords(chunk);
  if (records.length !== count) throw malformed('a chunk holds another number of records');
  return records;
}

function readEntry(record: Uint8Array): readonly [string, JsonValue] {
  const entry = parseJson(decodeUtf8(record), ENTRY_LIMITS);
  const [key, value] = Array.isArray(entry) && entry.length === 2 ? entry : [];
  if (typeof key !== 'string' || !STATE_KEY.test(key) || value === undefined || value === null) {
    throw malformed('an entry is none');
  }
  return [key, value];
}

function malformed(why: string): Error {
  return refusal('malformed_snapshot', `The snapshot is malformed: ${why}.`);
}

function differs(why: string): Error {
  return refusal('snapshot_differs', `The snapshot is not the ledger's: ${why}.`);
}
