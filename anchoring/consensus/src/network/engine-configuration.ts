import { isIPv4 } from 'node:net';
import { refusal } from '#primitives';
import { MAX_LEDGER_TRANSACTION_LENGTH } from '#ledger';
import { NODE_FILES } from './write-key-files.js';

/** Where a node listens for its peers. */
export interface PeerPlace {
  nodeId: string;
  /** IPv4 address. */
  address: string;
  port: number;
}

/** What differs from node to node. */
export interface NodeConfiguration {
  name: string;
  /** Path of the application's socket, or `kvstore`, the engine's own example. */
  application: { socket: string } | 'kvstore';
  /**
   * Path of the unix socket at which the engine awaits its signer; it does not start without one. Absent where the validator's
   * key lies in the node's home.
   */
  signerSocket?: string | undefined;
  listen: Omit<PeerPlace, 'nodeId'>;
  /** Port of the RPC; its address is always loopback: only the college's own service asks. */
  rpcPort: number;
  /** The registered peers without this node: nobody else gets a connection. */
  peers: readonly PeerPlace[];
  /** Instead of {@link HEARTBEAT_SECONDS}. */
  heartbeatSeconds?: number | undefined;
  /** Where the node begins from a snapshot, as long as it has no blocks. */
  stateSync?: StateSyncStart | undefined;
}

/** What CometBFT's light client begins from, to verify a snapshot's height. */
export interface StateSyncStart {
  /** Of a block that we verified from the genesis on. */
  trustedHeight: number;
  /** Of its header, hexadecimal. */
  trustedHash: string;
  /** Of the newest block that we verified: a snapshot must not be much older. */
  newestHeight: number;
  trustingPeriodSeconds: number;
  /** On loopback, where light blocks are asked for that we verified: two, since CometBFT wants a witness. */
  lightBlockPorts: readonly [number, number];
}

/** A ledger transaction's greatest length; as the contract's. */
export const MAX_TRANSACTION_BYTES = MAX_LEDGER_TRANSACTION_LENGTH;
/** A network with nothing to do makes a block after this time all the same. */
export const HEARTBEAT_SECONDS = 25;
/**
 * CometBFT dials each listed peer once after it started, at a random moment of three seconds (`dialRandomizerIntervalMilliseconds`),
 * so that thousands do not call at once; our networks are small, and a ledger that halted waits for it. A peer that is listed
 * several times is dialled at the earliest of so many moments, and at the others where that was too early.
 */
const DIALS = 5;
/** Room for a transaction in Base 64 and its envelope. */
const MAX_RPC_BODY_BYTES = 131_072;

type Setting = string | number | boolean;
type Section = readonly (readonly [name: string, value: Setting])[];

/**
 * config.toml of a node. What it leaves out is CometBFT's default.
 * @throws `malformed_address`
 */
export function engineConfiguration(node: NodeConfiguration): string {
  const sections: [string | undefined, Section][] = [
    [undefined, baseSection(node)],
    ['rpc', rpcSection(node)],
    ['p2p', peerSection(node)],
    ['mempool', mempoolSection],
    ['statesync', stateSyncSection(node)],
    [
      'blocksync',
      [
        ['version', 'v0'],
        ['adaptive_sync', false],
      ],
    ],
    ['consensus', consensusSection(node)],
    // Results of blocks are kept: they say which ledger transaction was accepted.
    ['storage', [['discard_abci_responses', false]]],
    ['tx_index', [['indexer', 'null']]],
    ['instrumentation', [['prometheus', false]]],
  ];
  return sections.map(([name, settings]) => writeSection(name, settings)).join('\n');
}

function baseSection({ name, application, signerSocket }: NodeConfiguration): Section {
  const signer: Section = signerSocket === undefined ? [] : [['priv_validator_laddr', `unix://${signerSocket}`]];
  return [
    ['proxy_app', application === 'kvstore' ? 'kvstore' : `unix://${application.socket}`],
    ['abci', 'socket'],
    ['moniker', name],
    ['db_backend', 'goleveldb'],
    ['db_dir', 'data'],
    ['log_level', 'info'],
    ['log_format', 'json'],
    ['genesis_file', NODE_FILES.genesis],
    ['priv_validator_key_file', NODE_FILES.validatorKey],
    ['priv_validator_state_file', NODE_FILES.validatorState],
    ...signer,
    ['node_key_file', NODE_FILES.nodeKey],
    // The application is asked for each peer as well (`/p2p/filter/id/<id>`).
    ['filter_peers', true],
  ];
}

function rpcSection({ rpcPort }: NodeConfiguration): Section {
  return [
    ['laddr', `tcp://127.0.0.1:${rpcPort}`],
    ['grpc_laddr', ''],
    ['pprof_laddr', ''],
    ['unsafe', false],
    ['max_open_connections', 128],
    ['max_subscription_clients', 8],
    ['max_request_batch_size', 10],
    ['max_body_bytes', MAX_RPC_BODY_BYTES],
  ];
}

/**
 * A listed peer is unconditional and has its connection whatever the limits are; the limits are zero, so that nobody
 * else has one, in either direction. Peers are not exchanged.
 */
function peerSection({ listen, peers }: NodeConfiguration): Section {
  const ids = peers.map(({ nodeId }) => requireNodeId(nodeId)).join(',');
  const dialled = Array.from({ length: DIALS }, () => peers).flat();
  const isLocal = [listen, ...peers].every(({ address }) => address.startsWith('127.'));
  return [
    ['laddr', `tcp://${at(listen)}`],
    ['persistent_peers', dialled.map((peer) => `${requireNodeId(peer.nodeId)}@${at(peer)}`).join(',')],
    ['unconditional_peer_ids', ids],
    ['private_peer_ids', ids],
    ['max_num_inbound_peers', 0],
    ['max_num_outbound_peers', 0],
    ['pex', false],
    ['seeds', ''],
    ['seed_mode', false],
    // All nodes of one machine have one address, and none that routers know.
    ['allow_duplicate_ip', isLocal],
    ['addr_book_strict', !isLocal],
  ];
}

/** A node that has blocks begins from them, whatever is said here. */
function stateSyncSection({ stateSync }: NodeConfiguration): Section {
  if (stateSync === undefined) return [['enable', false]];
  const { trustedHeight, trustedHash, trustingPeriodSeconds, lightBlockPorts } = stateSync;
  return [
    ['enable', true],
    ['rpc_servers', lightBlockPorts.map((port) => `http://127.0.0.1:${port}`).join(',')],
    ['trust_height', trustedHeight],
    ['trust_hash', trustedHash],
    ['trust_period', `${trustingPeriodSeconds}s`],
    // How long one waits for the peers' snapshots; CometBFT allows no less.
    ['discovery_time', '5s'],
    ['chunk_request_timeout', '10s'],
    ['chunk_fetchers', '4'],
  ];
}

const mempoolSection: Section = [
  ['type', 'flood'],
  ['recheck', true],
  ['broadcast', true],
  // Six blocks: what waits is checked again after each, and who submits is told to wait before more is held than can be decided soon.
  ['size', 3000],
  ['cache_size', 20_000],
  // What was refused once may be sent again: a member's key may be admitted meanwhile.
  ['keep-invalid-txs-in-cache', false],
  ['max_tx_bytes', MAX_TRANSACTION_BYTES],
];

const consensusSection = ({ heartbeatSeconds = HEARTBEAT_SECONDS }: NodeConfiguration): Section => [
  ['timeout_propose', '1s'],
  ['timeout_propose_delta', '500ms'],
  // For late votes where those that came agree on nothing; each further round waits longer. A ledger that halted because of an
  // absent proposer waits for both, once, before the next one proposes.
  ['timeout_prevote', '150ms'],
  ['timeout_prevote_delta', '300ms'],
  ['timeout_precommit', '150ms'],
  ['timeout_precommit_delta', '300ms'],
  ['timeout_commit', '200ms'],
  // Waiting gathers the signatures of those that are slower: more colleges' validators in each commit.
  ['skip_timeout_commit', false],
  ['create_empty_blocks', false],
  // A quiet network's heartbeat: proofs of the present state need a header that is not older than a minute, and a header has the
  // time of the votes on the block before it.
  ['create_empty_blocks_interval', `${heartbeatSeconds}s`],
  // The default of 100 ms is added to each step of every block.
  ['peer_gossip_sleep_duration', '10ms'],
];

function writeSection(name: string | undefined, settings: Section): string {
  const lines = settings.map(([key, value]) => `${key} = ${typeof value === 'string' ? quote(value) : value}`);
  return `${name === undefined ? '' : `[${name}]\n`}${lines.join('\n')}\n`;
}

/** A TOML basic string: JSON's escapes are among TOML's (TOML 1.0.0, String), and the raw DEL is not allowed in it. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

function at({ address, port }: Omit<PeerPlace, 'nodeId'>): string {
  if (!isIPv4(address) || !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw refusal('malformed_address', `${address}:${port} is no IPv4 address and port.`);
  }
  return `${address}:${port}`;
}

function requireNodeId(id: string): string {
  if (!/^[0-9a-f]{40}$/.test(id)) throw refusal('malformed_address', `${id} is no node's identifier.`);
  return id;
}
