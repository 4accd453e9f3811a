import { assertOurs, canonicalJson, isJsonObject, outage, type JsonValue } from '#primitives';
import { readJson, writeJson, type DataFolder } from './data-folder.js';

/** The ledger says so where nothing was decided in time, as by a network of validators on a busy machine. */
const UNAVAILABLE = 503;
const ATTEMPTS = 5;

/**
 * Posts the endorsed founding transactions, kind by kind in their order, once. If we die in between, the next start posts them again and
 * the ledger answers `duplicate` for those it has.
 * @throws `founding_refused` (outage), with the contract's code and reason
 */
export async function submitFounding(
  folder: DataFolder,
  cooperativeUrl: string,
  tell: (sentence: string) => void = () => undefined,
): Promise<void> {
  if ((await readJson(folder.founded)) !== undefined) return;
  tell('  founding transactions into the ledger …');
  const founding = await readJson(folder.foundingFile);
  assertOurs(isJsonObject(founding) && Array.isArray(founding.ledgerTransactions), 'founding wrote its transactions');
  const send = async (ledgerTransaction: JsonValue) => {
    for (let attempt = 1; ; attempt++) {
      const { status, outcome } = await post(`${cooperativeUrl}/api/v1/ledger/transactions`, ledgerTransaction);
      if (isJsonObject(outcome) && (outcome.outcome === 'accepted' || outcome.outcome === 'duplicate')) return;
      if (status === UNAVAILABLE && attempt < ATTEMPTS) continue;
      throw outage('founding_refused', `The ledger refused a founding transaction: ${JSON.stringify(outcome)}`);
    }
  };
  for (const group of groupsOfOneKind(founding.ledgerTransactions)) await Promise.all(group.map(send));
  await writeJson(folder.founded, { ledgerTransactions: founding.ledgerTransactions.length });
}

/** What is of one kind does not build on each other: it is sent together, and may share a block. */
export function groupsOfOneKind(ledgerTransactions: readonly JsonValue[]): JsonValue[][] {
  const groups: { kind: JsonValue; members: JsonValue[] }[] = [];
  for (const ledgerTransaction of ledgerTransactions) {
    const body = isJsonObject(ledgerTransaction) ? ledgerTransaction.body : undefined;
    const kind = (isJsonObject(body) ? body.kind : undefined) ?? null;
    const last = groups.at(-1);
    if (last !== undefined && last.kind === kind) last.members.push(ledgerTransaction);
    else groups.push({ kind, members: [ledgerTransaction] });
  }
  return groups.map(({ members }) => members);
}

async function post(url: string, body: JsonValue): Promise<{ status: number; outcome: JsonValue }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: canonicalJson(body) });
  return { status: answer.status, outcome: (await answer.json()) as JsonValue };
}
