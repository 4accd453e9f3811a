import { assertOurs, canonicalJson, isJsonObject, outage, type JsonValue } from '#primitives';
import { readJson, writeJson, type DataFolder } from './data-folder.js';

/**
 * Posts the endorsed founding transactions, in their order, once. If we die in between, the next start posts them again and
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
  for (const ledgerTransaction of founding.ledgerTransactions) {
    const outcome = await post(`${cooperativeUrl}/api/v1/ledger/transactions`, ledgerTransaction);
    if (!isJsonObject(outcome) || (outcome.outcome !== 'accepted' && outcome.outcome !== 'duplicate')) {
      throw outage('founding_refused', `The ledger refused a founding transaction: ${JSON.stringify(outcome)}`);
    }
  }
  await writeJson(folder.founded, { ledgerTransactions: founding.ledgerTransactions.length });
}

async function post(url: string, body: JsonValue): Promise<JsonValue> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: canonicalJson(body) });
  return (await answer.json()) as JsonValue;
}
