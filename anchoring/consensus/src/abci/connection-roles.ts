import { refusal } from '#primitives';
import type { Request } from './engine-messages.js';

/** The engine opens one connection for each (CometBFT, `proxy.AppConns`). */
export type ConnectionRole = 'consensus' | 'mempool' | 'query' | 'snapshot';
export type RequestKind = keyof Request;

/** `undefined`: asked on every connection. */
const ROLE_OF: Record<RequestKind, ConnectionRole | undefined> = {
  echo: undefined,
  flush: undefined,
  info: 'query',
  query: 'query',
  checkTx: 'mempool',
  initChain: 'consensus',
  prepareProposal: 'consensus',
  processProposal: 'consensus',
  extendVote: 'consensus',
  verifyVoteExtension: 'consensus',
  finalizeBlock: 'consensus',
  commit: 'consensus',
  listSnapshots: 'snapshot',
  offerSnapshot: 'snapshot',
  loadSnapshotChunk: 'snapshot',
  applySnapshotChunk: 'snapshot',
};

/** The one thing that a request asks. @throws `malformed_request` where it asks nothing that is known, or two things */
export function kindOf(request: Request): RequestKind {
  const kinds = (Object.keys(ROLE_OF) as RequestKind[]).filter((kind) => request[kind] !== undefined);
  if (kinds.length !== 1 || kinds[0] === undefined) {
    throw refusal('malformed_request', 'A request asks one thing that is known.');
  }
  return kinds[0];
}

/** Which connection does what: learnt from its first request, so that no second engine reaches the same application. */
export class ConnectionRoles<Connection> {
  readonly #held = new Map<ConnectionRole, Connection>();

  /** @throws `role_taken` where another connection has this request's role, or this connection another one */
  require(connection: Connection, kind: RequestKind): void {
    const role = ROLE_OF[kind];
    if (role === undefined) return;
    const holder = this.#held.get(role);
    if (holder === connection) return;
    if (holder !== undefined || [...this.#held.values()].includes(connection)) {
      throw refusal('role_taken', `The request ${kind} belongs on another connection.`);
    }
    this.#held.set(role, connection);
  }

  release(connection: Connection): void {
    for (const [role, holder] of this.#held) if (holder === connection) this.#held.delete(role);
  }
}
