import type { UnlockMethod } from '#holder';
import { EraseWallet } from '../settings/erase-wallet.js';
import type { WalletGate } from '../gate/wallet-gate.js';
import { useMessages } from '../wallet-context.js';
import { SecretForm } from './secret-form.js';
import { UNLOCK_MESSAGES } from './unlock.messages.js';

/** Opens the lock; the place that was asked for stays in the address meanwhile. */
export function UnlockScreen({
  gate,
  methods,
}: {
  gate: WalletGate;
  methods: readonly { id: string; method: UnlockMethod }[];
}) {
  const words = useMessages(UNLOCK_MESSAGES);
  const linkWaits = location.pathname === '/offer' || location.pathname === '/present';
  return (
    <>
      <h1>{words.title}</h1>
      <p class="l-lead">{words.lead}</p>
      {linkWaits ? <p>{words.linkWaiting}</p> : null}
      <SecretForm id="unlock" methods={methods} action={words.unlock} onSecret={(secret) => gate.unlock(secret)} />
      <details class="w-more">
        <summary>{words.forgottenTitle}</summary>
        <p>{words.forgotten}</p>
        <EraseWallet gate={gate} />
      </details>
    </>
  );
}
