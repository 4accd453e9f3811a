import type { LedgerFetch } from '#ledger';
import { platformRandom, systemClock } from '#primitives';
import { OpenFlows } from '../gate/open-flows.js';
import { WalletGate } from '../gate/wallet-gate.js';
import { fetchDescription } from '../gate/wallet-description.js';
import { IndexedDbHolderStore } from '../storage/indexeddb-holder-store.js';
import { OneWindow } from '../storage/one-window.js';

/** The one gate of this window, on the browser's own storage. */
export function makeGate(): WalletGate {
  return new WalletGate({
    openStore: (onGone) => IndexedDbHolderStore.open(onGone),
    oneWindow: (onLost) => new OneWindow(onLost),
    describe: fetchDescription,
    clock: systemClock,
    random: platformRandom,
  });
}

export const flows = new OpenFlows();

/** Nothing of this browser goes along: no cookie, no referrer, nothing from a cache or into one. */
export const plainFetch: LedgerFetch = (url, request) =>
  fetch(url, { ...request, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
