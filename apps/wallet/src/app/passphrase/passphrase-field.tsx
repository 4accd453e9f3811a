import { useState } from 'preact/hooks';
import { Button, Field } from '#look';
import { UNLOCK_MESSAGES } from '../unlock/unlock.messages.js';
import { useMessages } from '../wallet-context.js';

interface PassphraseField {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  autocomplete: 'current-password' | 'new-password';
  value: string;
  onChange: (value: string) => void;
}

/** A passphrase, hidden until its owner asks; pasting from a password manager is welcome. */
export function PassphraseField({ id, label, hint, error, autocomplete, value, onChange }: PassphraseField) {
  const words = useMessages(UNLOCK_MESSAGES);
  const [shown, setShown] = useState(false);
  return (
    <>
      {/* Password managers file a passphrase under a name; there is only one. */}
      <input type="text" name="username" autocomplete="username" value="Incola" readOnly hidden />
      <Field
        id={id}
        label={label}
        hint={hint}
        error={error}
        type={shown ? 'text' : 'password'}
        autocomplete={autocomplete}
        autocapitalize="none"
        autocorrect="off"
        spellcheck={false}
        required
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
        after={
          <Button kind="secondary" aria-pressed={shown} aria-label={words.showLabel} onClick={() => setShown(!shown)}>
            {shown ? words.hide : words.show}
          </Button>
        }
      />
    </>
  );
}
