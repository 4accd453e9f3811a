import {
  createLedgerTransactionBody,
  genesisDigest,
  signLedgerTransaction,
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
  const context = { genesis: genesisDigest(genesis), contractVersion: genesis.parameters.contractVersion, random };
  return async (anchor) => {
    const expiryHeight = (await ledger.currentHeight()) + EXPIRY_BLOCKS;
    const body = createLedgerTransactionBody('anchor_status', { anchor }, { ...context, expiryHeight });
    const signer = await ledgerSigner(anchor.member);
    const outcome = await ledger.submit(await signLedgerTransaction(body, [{ member: anchor.member, signer }]));
    if (outcome.outcome === 'refused') {
      throw outage('status_anchor_refused', 'The ledger refused the status anchor.', {
        privateDetail: `${anchor.uri} ${anchor.version}: ${outcome.code} ${outcome.reason}`,
      });
    }
  };
}
