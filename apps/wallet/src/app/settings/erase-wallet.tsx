import { useState } from 'preact/hooks';
import { Button, Field } from '#look';
import type { WalletGate } from '../gate/wallet-gate.js';
import { useMessages, useShell } from '../wallet-context.js';
import { ERASE_MESSAGES } from './erase.messages.js';

/** Removes everything from this device, after a typed word. */
export function EraseWallet({ gate }: { gate: WalletGate }) {
  const words = useMessages(ERASE_MESSAGES);
  const { navigate } = useShell();
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState(false);
  const confirmed = typed.trim().toUpperCase() === words.word;
  const erase = async () => {
    try {
      await gate.erase();
      navigate('/', { replace: true });
    } catch {
      setFailed(true);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (confirmed) void erase();
      }}
    >
      <p>{words.what}</p>
      <Field
        id="erase-word"
        label={words.confirm(words.word)}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        error={failed ? words.failed : undefined}
      />
      <Button type="submit" kind="danger" disabled={!confirmed}>
        {words.erase}
      </Button>
    </form>
  );
}
