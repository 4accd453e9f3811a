import {
  createLedgerTransactionBody,
  signLedgerTransaction,
  transactionContext,
  type Genesis,
  type Ledger,
  type StatusAnchorRecord,
} from '#ledger';
import { outage, type RandomBytes, type Signer } from '#primitives';

/** Blocks within which the transaction must be accepted. */
const EXPIRY_BLOCKS = 100;

export type AnchorStatusList = (anchor: StatusAnchorRecord) => Promise<void>;

/**
 * Puts status anchors on the ledger, signed by the issuing member.
 * @returns a function that throws `status_anchor_refused` or `ledger_unavailable` (outages)
 */
export function createStatusAnchoring(parts: {
  ledger: Ledger;
  genesis: Genesis;
  ledgerSigner: (did: string) => Promise<Signer>;
  random: RandomBytes;
}): AnchorStatusList {
  const { ledger, genesis, ledgerSigner, random } = parts;
  return async (anchor) => {
    const context = { ...transactionContext(genesis, await ledger.head(), EXPIRY_BLOCKS), random };
    const body = createLedgerTransactionBody('anchor_status', { anchor }, context);
    const signer = await ledgerSigner(anchor.member);
    const outcome = await ledger.submit(await signLedgerTransaction(body, [{ member: anchor.member, signer }]));
    if (outcome.outcome === 'refused') {
      throw outage('status_anchor_refused', 'The ledger refused the status anchor.', {
        privateDetail: `${anchor.uri} ${anchor.version}: ${outcome.code} ${outcome.reason}`,
      });
    }
  };
}
