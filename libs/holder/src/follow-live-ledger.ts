import { LedgerFollower } from '#ledger';
import type { HolderTools } from './holder-tools.js';

export type FollowingTools = Pick<HolderTools, 'wallet' | 'trustFile' | 'verifySignature' | 'clock'>;

/** The live ledger, as this wallet follows it: what it verified stands among its events. */
export function followLiveLedger({ wallet, ...tools }: FollowingTools): LedgerFollower {
  return new LedgerFollower({
    ...tools,
    blocks: {
      load: () => Promise.resolve(wallet.state.trustedBlocks),
      keep: (blocks) => wallet.record({ kind: 'ledger_followed', blocks }),
    },
  });
}
