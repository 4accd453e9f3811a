import { presentationNonce as nonceOf, type NoticeDelivery } from '#consent';
import { decodeUtf8, isJsonObject, parseJson, parseJws } from '#primitives';
import type { World } from '../world.js';
import type { Invariant } from './invariant.js';

interface PresentationRow {
  tenantId: string;
  id: string;
  status: string;
  notice: string | null;
  presentationNonce: string;
  responseKey: string | null;
}

interface EvidenceRow {
  tenantId: string;
  presentationId: string;
  verdictRecord: string;
}

/** Who decided has the notice that was agreed to, and the signed verdicts; what was told is not forgotten. */
export function decidedWithNotice(): Invariant {
  /** Identifiers of verifications that a clerk was told were verified. */
  const told = new Set<string>();
  return {
    name: 'no decision without a recorded notice',
    watch({ network }) {
      network.onReply(({ method, url }, { status, body }) => {
        const [, id] = /\/api\/v1\/verifications\/([^/]+)$/.exec(url) ?? [];
        if (method !== 'GET' || status !== 200 || id === undefined) return;
        const view = parseJson(decodeUtf8(body));
        if (isJsonObject(view) && view['status'] === 'verified') told.add(id);
      });
    },
    afterStep(world) {
      const rows = world.tables.verifier.rows<PresentationRow>('SELECT * FROM "verifier_presentation"');
      const evidence = new Map(
        world.tables.verifier
          .rows<EvidenceRow>('SELECT "tenantId", "presentationId", "verdictRecord" FROM "verifier_evidence"')
          .map((row) => [`${row.tenantId} ${row.presentationId}`, row]),
      );
      const kept = new Map(rows.map(({ id, status }) => [id, status]));
      const forgotten = [...told].filter((id) => !['verified', 'redacted'].includes(kept.get(id) ?? ''));
      return [
        ...forgotten.map(() => 'a decision that was told is forgotten'),
        ...rows.flatMap((row) => breachesOf(row, evidence.get(`${row.tenantId} ${row.id}`))),
        ...agreedOtherwise(world, rows),
      ];
    },
  };
}

function breachesOf(row: PresentationRow, evidence: EvidenceRow | undefined): string[] {
  const isAwaiting = row.status === 'created' || row.status === 'opened';
  if (isAwaiting !== (row.responseKey !== null)) return [`a request that is ${row.status} has its key or hasn't`];
  if (row.status !== 'verified' && row.status !== 'not_verified') return [];
  if (row.notice === null) return [`what is ${row.status} has no notice`];
  if (nonceOf(JSON.parse(row.notice) as NoticeDelivery) !== row.presentationNonce)
    return ['the nonce does not commit to the notice'];
  if (evidence === undefined) return [`what is ${row.status} has no verdict record`];
  const { presentationNonce, decision } = parseJws(evidence.verdictRecord).payload;
  if (presentationNonce !== row.presentationNonce) return ['the verdict record is of another notice'];
  return decision === row.status ? [] : [`the verdict record says ${JSON.stringify(decision)}, the row ${row.status}`];
}

/** What a wallet wrote down before it answered is what the verifier recorded. */
function agreedOtherwise({ citizens }: World, rows: readonly PresentationRow[]): string[] {
  const nonces = new Map(rows.map((row) => [row.presentationNonce, row]));
  const entries = citizens.flatMap(({ history }) => history).filter(({ outcome }) => outcome === 'accepted');
  return entries
    .filter(({ delivery }) => !nonces.has(nonceOf(delivery)))
    .map(() => 'a wallet agreed to a notice that the verifier does not have');
}
