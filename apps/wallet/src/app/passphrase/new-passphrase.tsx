import { SETUP_MESSAGES } from '../setup/setup.messages.js';
import { useMessages } from '../wallet-context.js';
import { judgePassphrase } from './judge-passphrase.js';
import { PassphraseField } from './passphrase-field.js';

/** Chooses a passphrase, and says whether it will do while it is typed. */
export function NewPassphrase({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const words = useMessages(SETUP_MESSAGES);
  return (
    <>
      <PassphraseField
        id="new-passphrase"
        label={words.newPassphrase}
        hint={words.newPassphraseHint}
        autocomplete="new-password"
        value={value}
        onChange={onChange}
      />
      <p class="w-judgement" role="status">
        {words.judgements[judgePassphrase(value)]}
      </p>
    </>
  );
}
