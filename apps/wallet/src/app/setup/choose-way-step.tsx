import { useEffect, useState } from 'preact/hooks';
import { Button, Choice } from '#look';
import { passkeysPossible } from '../passkey/passkey.js';
import { isAcceptable, judgePassphrase } from '../passphrase/judge-passphrase.js';
import { NewPassphrase } from '../passphrase/new-passphrase.js';
import { useMessages } from '../wallet-context.js';
import { SETUP_MESSAGES } from './setup.messages.js';

export type ChosenWay = { kind: 'passkey' } | { kind: 'passphrase'; passphrase: string };

interface ChooseWay {
  way: ChosenWay;
  onChange: (way: ChosenWay) => void;
  onBack: () => void;
  onNext: () => void;
}

/** Passkey where there may be one; passphrase always. */
export function ChooseWayStep({ way, onChange, onBack, onNext }: ChooseWay) {
  const words = useMessages(SETUP_MESSAGES);
  const [possible, setPossible] = useState(false);
  useEffect(() => void passkeysPossible().then(setPossible), []);
  const passphrase = way.kind === 'passphrase' ? way.passphrase : '';
  const ready = way.kind === 'passkey' || isAcceptable(judgePassphrase(passphrase));
  return (
    <>
      <h1>{words.wayTitle}</h1>
      <p class="l-lead">{words.wayLead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onNext();
        }}
      >
        {possible ? (
          <Choice
            legend={words.wayLegend}
            name="way"
            chosen={way.kind}
            onChoose={(kind) => onChange(kind === 'passkey' ? { kind } : { kind: 'passphrase', passphrase })}
            options={[
              { value: 'passphrase', label: words.passphrase, hint: words.passphraseHint },
              { value: 'passkey', label: words.passkey, hint: words.passkeyHint },
            ]}
          />
        ) : null}
        {way.kind === 'passphrase' ? (
          <NewPassphrase value={passphrase} onChange={(value) => onChange({ kind: 'passphrase', passphrase: value })} />
        ) : null}
        <div class="l-pair">
          <Button kind="secondary" onClick={onBack}>
            {words.back}
          </Button>
          <Button type="submit" disabled={!ready}>
            {words.next}
          </Button>
        </div>
      </form>
    </>
  );
}
