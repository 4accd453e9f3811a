import { decodeUtf8 } from '#primitives';
import type { Invariant } from './invariant.js';

/** A service says what is wrong: with the request, or with something it depends on. An error without a name is a bug of ours. */
export function failuresAreNamed(): Invariant {
  const nameless: string[] = [];
  return {
    name: 'every failure has a name',
    watch({ network }) {
      network.onReply(({ method, url }, { status, body }) => {
        if (status !== 500) return;
        nameless.push(`${method} ${new URL(url).pathname} → 500 ${decodeUtf8(body).slice(0, 200)}`);
      });
    },
    afterStep: () => nameless.splice(0),
    atRest({ tables, services }) {
      const sql = `SELECT "kind", "state", "attempts", "lastErrorCode" FROM "kit_outbox"`;
      const rows = [...tables.issuer.rows<OutboxRow>(sql), ...tables.verifier.rows<OutboxRow>(sql)];
      const { state } = services.cooperative.running.ledger.status();
      return [
        ...(state === 'running' ? [] : [`the ledger is ${state}`]),
        ...rows.map((row) => `${row.kind} is never done: ${row.state} after ${row.attempts}, ${row.lastErrorCode}`),
      ];
    },
  };
}

interface OutboxRow {
  kind: string;
  state: string;
  attempts: number;
  lastErrorCode: string | null;
}
