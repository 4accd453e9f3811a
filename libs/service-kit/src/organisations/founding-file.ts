import { z } from 'zod';
import type { OrganisationKeys } from '#identity';
import {
  addLedgerSignatures,
  readLedgerTransaction,
  signLedgerTransaction,
  type LedgerSigner,
  type LedgerTransaction,
} from '#ledger';
import { refusal, type JsonValue } from '#primitives';
import { parseDoor } from '../door/index.js';
import { readJsonFile, writeJsonFile } from '../files/index.js';

const MAX_TRANSACTIONS = 1000;

/** The founding transactions on their way from founder to founder; each adds its signatures. */
export interface FoundingFile {
  format: 'incola-founding';
  version: 1;
  /** DIDs of the founders, whose signatures are asked for. */
  endorsers: string[];
  ledgerTransactions: LedgerTransaction[];
}

const foundingFileShape = z.strictObject({
  format: z.literal('incola-founding'),
  version: z.literal(1),
  endorsers: z.array(z.string().max(512)).max(256),
  ledgerTransactions: z.array(z.unknown()).max(MAX_TRANSACTIONS),
});

/** @throws `malformed_founding_file`, `malformed_ledger_transaction` */
export function readFoundingFile(value: JsonValue): FoundingFile {
  const file = parseDoor(foundingFileShape, value, 'malformed_founding_file');
  return { ...file, ledgerTransactions: file.ledgerTransactions.map((one) => readLedgerTransaction(one as JsonValue)) };
}

/**
 * Signs the founding transactions in the file, in place, for those of our organisations that are endorsers; the same call
 * again changes nothing that counts.
 * @throws `not_an_endorser` where none of them is, `malformed_founding_file`, `malformed_ledger_transaction`,
 *   `unreadable_file`
 */
export async function endorseFoundingFile(
  path: string,
  organisations: readonly { did: string }[],
  organisationKeys: Pick<OrganisationKeys, 'signer'>,
): Promise<void> {
  const file = readFoundingFile(await readJsonFile(path));
  const endorsers = organisations.filter(({ did }) => file.endorsers.includes(did));
  if (endorsers.length === 0) throw refusal('not_an_endorser', 'None of our organisations endorses this founding.');
  const signers: LedgerSigner[] = [];
  for (const { did } of endorsers) signers.push({ member: did, signer: await organisationKeys.signer(did, 'ledger') });
  const ledgerTransactions: LedgerTransaction[] = [];
  for (const ledgerTransaction of file.ledgerTransactions) {
    const { signatures } = await signLedgerTransaction(ledgerTransaction.body, signers);
    ledgerTransactions.push(addLedgerSignatures(ledgerTransaction, signatures));
  }
  await writeJsonFile(path, { ...file, ledgerTransactions });
}
