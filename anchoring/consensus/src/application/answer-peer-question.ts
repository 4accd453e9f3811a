import { canonicalJson, encodeUtf8 } from '#primitives';
import type { QueryAnswer } from './answer-query.js';

export const MAX_PATH_LENGTH = 256;

const ADMITTED = encodeUtf8(canonicalJson({ admitted: true }));

export function isPeerQuestion(path: string): boolean {
  return path.split('/', 2)[1] === 'p2p';
}

/**
 * Whether a peer may connect (`/p2p/filter/id/{id}`); its address (`/p2p/filter/addr/{address}`) decides nothing. Nobody is refused
 * while the ledger is empty: a new node must reach somebody to get it from.
 * @param height where the ledger stands, 0 without blocks
 * @param isPeerAdmitted told the id in lower-case hexadecimal
 */
export function answerPeerQuestion(path: string, height: number, isPeerAdmitted: (id: string) => boolean): QueryAnswer {
  const refused = (code: string, reason: string): QueryAnswer => ({ answer: 'refused', height, code, reason });
  const [, , filter, kind, id, ...more] = path.length > MAX_PATH_LENGTH ? [] : path.split('/');
  const isKnown = filter === 'filter' && (kind === 'addr' || kind === 'id') && more.length === 0;
  if (!isKnown || id === undefined) return refused('unknown_path', 'There is no such filter.');
  const isAdmitted = kind === 'addr' || height === 0 || isPeerAdmitted(id.toLowerCase());
  if (!isAdmitted) return refused('peer_not_admitted', 'The peer is not registered.');
  return { answer: 'found', height, value: ADMITTED };
}
