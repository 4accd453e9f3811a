import { describe, expect, it } from '@jest/globals';
import { engineConfiguration, type NodeConfiguration } from '../../src/network/engine-configuration.js';

const peer = { nodeId: 'a'.repeat(40), address: '127.0.0.1', port: 20_001 };
const other = { nodeId: 'b'.repeat(40), address: '127.0.0.1', port: 20_002 };
const node: NodeConfiguration = {
  name: 'citizens-1',
  application: { socket: '/tmp/a "b".sock' },
  listen: { address: '127.0.0.1', port: 20_000 },
  rpcPort: 20_100,
  peers: [peer, other],
};

/** The settings of one section, by name, as TOML writes them. */
function sectionOf(text: string, name: string | undefined): Map<string, string> {
  const settings = new Map<string, string>();
  let current: string | undefined;
  for (const line of text.split('\n')) {
    const [, section] = /^\[([a-z0-9_.]+)\]$/.exec(line) ?? [];
    current = section ?? current;
    const [, key, value] = /^([a-z0-9_-]+) = (.+)$/.exec(line) ?? [];
    if (current === name && key !== undefined && value !== undefined) settings.set(key, value);
  }
  return settings;
}

describe('config.toml', () => {
  const text = engineConfiguration(node);

  it('lets only the registered peers connect, in either direction, and exchanges none', () => {
    const p2p = sectionOf(text, 'p2p');
    const listed = `${peer.nodeId}@127.0.0.1:20001,${other.nodeId}@127.0.0.1:20002`;
    // Each is dialled at the earliest of several random moments.
    expect(p2p.get('persistent_peers')).toBe(`"${new Array(5).fill(listed).join(',')}"`);
    expect(p2p.get('unconditional_peer_ids')).toBe(`"${peer.nodeId},${other.nodeId}"`);
    expect(p2p.get('private_peer_ids')).toBe(`"${peer.nodeId},${other.nodeId}"`);
    expect(p2p.get('max_num_inbound_peers')).toBe('0');
    expect(p2p.get('max_num_outbound_peers')).toBe('0');
    expect(p2p.get('pex')).toBe('false');
    expect(sectionOf(text, undefined).get('filter_peers')).toBe('true');
  });

  it('has the RPC on loopback alone, without unsafe methods', () => {
    const rpc = sectionOf(text, 'rpc');
    expect(rpc.get('laddr')).toBe('"tcp://127.0.0.1:20100"');
    expect(rpc.get('unsafe')).toBe('false');
    expect(rpc.get('grpc_laddr')).toBe('""');
    expect(rpc.get('pprof_laddr')).toBe('""');
  });

  it('makes no empty blocks and gossips without the default delay', () => {
    const consensus = sectionOf(text, 'consensus');
    expect(consensus.get('create_empty_blocks')).toBe('false');
    expect(consensus.get('create_empty_blocks_interval')).toBe('"25s"');
    expect(consensus.get('timeout_commit')).toBe('"200ms"');
    expect(consensus.get('peer_gossip_sleep_duration')).toBe('"10ms"');
    expect(consensus.get('skip_timeout_commit')).toBe('false');
    expect(sectionOf(text, 'mempool').get('max_tx_bytes')).toBe('65536');
    expect(sectionOf(text, 'tx_index').get('indexer')).toBe('"null"');
  });

  it('makes a block sooner on a quiet network where somebody waits for one', () => {
    const hurried = engineConfiguration({ ...node, heartbeatSeconds: 1 });
    expect(sectionOf(hurried, 'consensus').get('create_empty_blocks_interval')).toBe('"1s"');
  });

  it('quotes what stands in a string', () => {
    expect(sectionOf(text, undefined).get('proxy_app')).toBe(String.raw`"unix:///tmp/a \"b\".sock"`);
  });

  it('allows several peers of one address on loopback only', () => {
    expect(sectionOf(text, 'p2p').get('allow_duplicate_ip')).toBe('true');
    const abroad = engineConfiguration({ ...node, peers: [{ ...peer, address: '192.0.2.7' }] });
    expect(sectionOf(abroad, 'p2p').get('allow_duplicate_ip')).toBe('false');
    expect(sectionOf(abroad, 'p2p').get('addr_book_strict')).toBe('true');
  });

  it.each([
    { ...peer, nodeId: `${'a'.repeat(39)}"` },
    { ...peer, address: 'node.example' },
    { ...peer, port: 0 },
    { ...peer, port: 65_536 },
  ])('refuses the peer $nodeId at $address:$port', (wrong) => {
    expect(() => engineConfiguration({ ...node, peers: [wrong] })).toThrow(
      expect.objectContaining({ code: 'malformed_address' }),
    );
  });
});
