import { isIPv4 } from 'node:net';
import { refusal } from '#primitives';
import type { PeerPlace } from '../network/engine-configuration.js';

/** `id@ip:port`, as members tell each other where their nodes are. @throws `malformed_address` */
export function parsePeerAddress(text: string): PeerPlace {
  const [, nodeId = '', place = ''] = /^([0-9a-f]{40})@(.*)$/.exec(text) ?? [];
  if (nodeId === '') throw refusal('malformed_address', `${text} is no peer, such as 0123…cdef@192.0.2.8:26656.`);
  return { nodeId, ...parsePlace(place) };
}

/** `ip:port`. @throws `malformed_address` */
export function parsePlace(text: string): Omit<PeerPlace, 'nodeId'> {
  const [, address = '', digits = ''] = /^([0-9.]+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (!isIPv4(address) || port < 1 || port > 65_535) {
    throw refusal('malformed_address', `${text} is no IPv4 address and port, such as 192.0.2.8:26656.`);
  }
  return { address, port };
}

export function formatPeerAddress({ nodeId, address, port }: PeerPlace): string {
  return `${nodeId}@${address}:${port}`;
}
