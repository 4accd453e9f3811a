import { canonicalJson, encodeBase64url, isJsonObject, refusal, type JsonValue } from '#primitives';
import { COLLEGES, ledgerTransactionId, type Genesis } from '#ledger';
import type { CompletedNode } from '../log-frontier.js';
import { describeWholeLog, replayWholeLog, type WholeLog } from '../replay-whole-log.js';
import type { ReplayedBlock } from '../log-replay.js';
import { checkNodePosition } from './check-node-position.js';
import { NODE_REPLICA, type SqliteLedger } from './sqlite-ledger.js';
import { ValidatorHistory } from './validator-history.js';

type Print = (line: string) => void;

/** A ledger transaction of the log, by its name in the table of places and its leaf. */
interface StandingTransaction {
  id: string;
  height: number;
}

/**
 * Everybody who keeps a state of its own in these tables. On a network of independent validators a cooperative follows and
 * has no cosigners.
 */
function replicasOf({ owner }: SqliteLedger, { consensus }: Genesis): readonly string[] {
  if (owner === 'node') return [NODE_REPLICA];
  return consensus === undefined ? ['engine', ...COLLEGES] : ['engine'];
}

/**
 * Holds a ledger's tables to what its log says: leaves in order and executed again, then every other table, which follows
 * from them.
 * @returns the leaves, for who has a checkpoint of them
 * @throws the codes of `replayWholeLog`, `leaf_missing`, `leaf_height_wrong`, `node_wrong`, `place_wrong`,
 *   `replica_wrong`, `state_wrong`; each sentence names the first place that is wrong
 */
export function checkTables(
  ledger: SqliteLedger,
  genesis: Genesis,
  print: Print,
): { whole: WholeLog; leaves: Uint8Array[] } {
  const leaves: Uint8Array[] = [];
  const heights: number[] = [];
  const nodes = new Map<string, string>();
  const places = new Map<string, StandingTransaction>();
  const validators = new ValidatorHistory(genesis);
  print('Leaves of the log: in order, and each block executed again …');
  const whole = replayWholeLog(inOrder(ledger, leaves, heights), genesis, {
    print,
    nodes: (completed) => keepNodes(nodes, completed, ledger.lowestNodeLevel),
    block: (block, state) => {
      validators.read(block.height, state);
      requireHeights(block, heights);
      for (const [offset, { body }] of block.ledgerTransactions.entries()) {
        const id = ledgerTransactionId(body);
        const index = block.places[offset] ?? block.start;
        places.set(`${ledger.placeName(id)}/${index}`, { id, height: block.height });
      }
    },
  });
  for (const sentence of describeWholeLog(whole)) print(sentence);
  print('Subtrees of the log, by which proofs are made …');
  checkNodes(ledger, nodes);
  print('Places of the ledger transactions …');
  checkPlaces(ledger, places);
  const replicas = replicasOf(ledger, genesis);
  print(ledger.owner === 'node' ? "The application's position and state …" : 'States of engine and cosigners …');
  if (ledger.owner === 'node') checkNodePosition([...ledger.positions()], whole, genesis, validators);
  else checkReplicas(ledger, replicas, whole);
  checkState(ledger, replicas, whole);
  return { whole, leaves };
}

function* inOrder(ledger: SqliteLedger, leaves: Uint8Array[], heights: number[]): Iterable<Uint8Array> {
  for (const { index, height, leaf } of ledger.leaves()) {
    if (index !== leaves.length) throw refusal('leaf_missing', `Leaf ${leaves.length} of the log is missing.`);
    leaves.push(leaf);
    heights.push(height);
    yield leaf;
  }
}

function requireHeights({ start, height }: ReplayedBlock, heights: readonly number[]): void {
  for (let index = start; index < heights.length; index++) {
    if (heights[index] !== height) throw refusal('leaf_height_wrong', `Leaf ${index} is of block ${height}.`);
  }
}

function keepNodes(nodes: Map<string, string>, completed: readonly CompletedNode[], lowestLevel: number): void {
  for (const { level, index, hash } of completed) {
    if (level >= lowestLevel) nodes.set(`${level}/${index}`, encodeBase64url(hash));
  }
}

function checkNodes(ledger: SqliteLedger, nodes: Map<string, string>): void {
  for (const { level, index, hash } of ledger.nodes()) {
    const name = `${level}/${index}`;
    if (nodes.get(name) !== hash) throw refusal('node_wrong', `The subtree ${name} is not the log's.`);
    nodes.delete(name);
  }
  const [missing] = nodes.keys();
  if (missing !== undefined) throw refusal('node_wrong', `The subtree ${missing} is missing.`);
}

function checkPlaces(ledger: SqliteLedger, places: Map<string, StandingTransaction>): void {
  for (const { name, height, index } of ledger.places()) {
    const standing = `${name}/${index}`;
    const expected = places.get(standing);
    if (expected === undefined || (height !== null && height !== expected.height)) {
      const block = height === null ? '' : ` of block ${height}`;
      throw refusal('place_wrong', `The ledger transaction ${name} does not stand at leaf ${index}${block}.`);
    }
    places.delete(standing);
  }
  const [missing] = places.values();
  if (missing !== undefined) {
    throw refusal('place_wrong', `The place of the ledger transaction ${missing.id} is missing.`);
  }
}

function checkReplicas(ledger: SqliteLedger, replicas: readonly string[], { replay }: WholeLog): void {
  const { height, time, stateRoot } = replay.last ?? {};
  const frontier = canonicalJson({ ...replay.frontier() });
  const names = new Set(replicas);
  for (const { name, position } of ledger.positions()) {
    const stored = isJsonObject(position) ? position : {};
    const same = stored['height'] === height && stored['time'] === time && stored['stateRoot'] === stateRoot;
    if (!names.delete(name) || !same || canonicalJson(stored['frontier'] ?? null) !== frontier) {
      throw refusal('replica_wrong', `The replica ${name} does not stand at the end of the log.`);
    }
  }
  const [missing] = names;
  if (missing !== undefined) throw refusal('replica_wrong', `The replica ${missing} is missing.`);
}

function checkState(ledger: SqliteLedger, replicas: readonly string[], { replay }: WholeLog): void {
  const wanted = new Map<string, Map<string, JsonValue>>(
    replicas.map((name) => [name, new Map(replay.state.entries())]),
  );
  for (const { replica, key, value } of ledger.state()) {
    const expected = wanted.get(replica)?.get(key);
    if (expected === undefined || value === undefined || canonicalJson(expected) !== canonicalJson(value)) {
      throw refusal('state_wrong', `In the state of ${replica}, ${key} is not what the log makes of it.`);
    }
    wanted.get(replica)?.delete(key);
  }
  for (const [replica, rest] of wanted) {
    const [missing] = rest.keys();
    if (missing !== undefined) throw refusal('state_wrong', `In the state of ${replica}, ${missing} is missing.`);
  }
}
