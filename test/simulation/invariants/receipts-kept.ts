import { commitmentOf, parseReceiptDelivery } from '#consent';
import { fetchLedgerProof, type HistoryEntry } from '#holder';
import {
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  encodeUtf8,
  isCodedError,
  isJsonObject,
  parseJson,
} from '#primitives';
import type { SimulatedCitizen } from '../simulated-citizen.js';
import type { Invariant } from './invariant.js';

interface CommitmentRow {
  commitment: string;
  period: number | null;
  state: string | null;
}

/** A receipt that was given or kept stays, its commitment comes onto the ledger, and who holds it can have that proven. */
export function receiptsKept(): Invariant {
  const seen = new Set<string>();
  return {
    name: 'no receipt is lost',
    watch({ network }) {
      network.onReply(({ method, url }, { status, body }) => {
        if (method !== 'POST' || status !== 200 || !/\/responses\/[^/]+$/.test(url)) return;
        const answer = parseJson(decodeUtf8(body));
        if (!isJsonObject(answer) || answer['incola_receipt'] === undefined) return;
        const { receipt, salt } = parseReceiptDelivery(answer['incola_receipt']);
        seen.add(encodeBase64url(commitmentOf('receipt', decodeBase64url(salt), encodeUtf8(receipt))));
      });
    },
    afterStep({ tables }) {
      const kept = new Set(
        tables.verifier
          .rows<CommitmentRow>('SELECT "commitment" FROM "verifier_commitment"')
          .map(({ commitment }) => commitment),
      );
      const lost = [...seen].filter((commitment) => !kept.has(commitment));
      for (const commitment of kept) seen.add(commitment);
      const unkept = tables.verifier.rows<{ id: string }>(
        `SELECT "id" FROM "verifier_presentation" p WHERE "status" = 'verified' AND NOT EXISTS (SELECT 1 FROM "verifier_receipt" r
          JOIN "verifier_commitment" c ON c."tenantId" = r."tenantId" AND c."commitment" = r."commitment"
          WHERE r."tenantId" = p."tenantId" AND r."presentationId" = p."id")`,
      );
      return [
        ...lost.map(() => 'a commitment is gone'),
        ...unkept.map(() => 'a verified presentation has no receipt with a commitment'),
      ];
    },
    async atRest(world) {
      const commitments = world.tables.verifier.rows<CommitmentRow>(
        `SELECT c."commitment", c."period", a."state" FROM "verifier_commitment" c
          LEFT JOIN "verifier_anchor" a ON a."tenantId" = c."tenantId" AND a."period" = c."period"`,
      );
      const unanchored = commitments.filter(({ state }) => state !== 'accepted');
      const breaches = unanchored.map(
        ({ period, state }) => `a commitment is not anchored: period ${period}, ${state}`,
      );
      for (const citizen of world.citizens) breaches.push(...(await breachesOfWallet(citizen)));
      return breaches;
    },
  };
}

async function breachesOfWallet(citizen: SimulatedCitizen): Promise<string[]> {
  const breaches: string[] = [];
  for (const entry of citizen.history) {
    if (entry.receipt === undefined) {
      if (entry.outcome === 'accepted')
        breaches.push(`${citizen.name} has an accepted presentation without its receipt`);
      continue;
    }
    if (entry.differences.length > 0)
      breaches.push(`${citizen.name} has a receipt that differs: ${entry.differences.join(', ')}`);
    // What the wallet verified once and kept needs nobody any more.
    if (entry.ledgerProof !== undefined) continue;
    const found = await proofOf(citizen, entry);
    if (found !== undefined) breaches.push(`${citizen.name} gets no ledger proof: ${found}`);
  }
  return breaches;
}

/** @returns why there is none */
async function proofOf(citizen: SimulatedCitizen, entry: HistoryEntry): Promise<string | undefined> {
  try {
    return (await fetchLedgerProof(citizen.tools, entry)) === undefined ? 'not yet' : undefined;
  } catch (error) {
    if (isCodedError(error)) return error.code;
    throw error;
  }
}
