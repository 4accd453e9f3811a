import { expect } from '@jest/globals';
import { readRows } from './read-tables.js';

interface PresentationRow {
  tenantId: string;
  id: string;
  status: string;
  notice: string | null;
  responseKey: string | null;
}

/** Reads the verifier's tables and holds them to what must be true at any moment, however it got there. */
export function checkVerifier(folder: string): void {
  const rows = <Row>(sql: string) => readRows<Row>(`${folder}/verifier.sqlite`, sql);
  const named = <Row extends { tenantId: string; presentationId: string }>(all: Row[]) =>
    new Map(all.map((row) => [`${row.tenantId} ${row.presentationId}`, row]));
  const evidence = named(
    rows<{ tenantId: string; presentationId: string; verdictRecord: string; sealedAnswer: string | null }>(
      'SELECT * FROM "verifier_evidence"',
    ),
  );
  const receipts = named(
    rows<{ tenantId: string; presentationId: string; commitment: string }>('SELECT * FROM "verifier_receipt"'),
  );
  const commitments = rows<{ tenantId: string; commitment: string; period: number | null }>(
    'SELECT * FROM "verifier_commitment"',
  );
  const committed = new Set(commitments.map(({ commitment }) => commitment));
  for (const { tenantId, id, status, notice, responseKey } of rows<PresentationRow>(
    'SELECT * FROM "verifier_presentation"',
  )) {
    const name = `${tenantId} ${id}`;
    const isAwaiting = status === 'created' || status === 'opened';
    expect(responseKey === null).toBe(!isAwaiting);
    // No decision without the notice that was agreed to and the signed record of the verdicts; no receipt without them.
    expect(evidence.has(name)).toBe(status === 'verified' || (status === 'redacted' && evidence.has(name)));
    if (status !== 'verified') continue;
    expect(notice).not.toBeNull();
    expect(evidence.get(name)?.verdictRecord.split('.')).toHaveLength(3);
    expect(committed).toContain(receipts.get(name)?.commitment);
  }
  const anchors = rows<{ tenantId: string; period: number }>('SELECT "tenantId", "period" FROM "verifier_anchor"');
  const closed = new Set(anchors.map(({ tenantId, period }) => `${tenantId} ${period}`));
  for (const { tenantId, period } of commitments) {
    if (period !== null) expect(closed).toContain(`${tenantId} ${period}`);
  }
  const countOf = (sql: string) => rows<{ proofs: number }>(sql)[0]?.proofs ?? 0;
  // Each verified proof is paid once: it waits, or stands in one settlement, whatever was destroyed since.
  const verified = countOf(
    `SELECT COUNT(*) AS "proofs" FROM "verifier_presentation" WHERE "status" IN ('verified', 'redacted')`,
  );
  const settled = rows<{ counts: string }>('SELECT "counts" FROM "verifier_settlement"')
    .flatMap(({ counts }) => JSON.parse(counts) as { proofs: number }[])
    .reduce((sum, { proofs }) => sum + proofs, 0);
  expect(countOf('SELECT COUNT(*) AS "proofs" FROM "verifier_payable_proof"') + settled).toBe(verified);
}
