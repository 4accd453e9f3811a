import { useState } from 'preact/hooks';
import { Banner, Button, Progress } from '#look';
import { normalPassphrase } from '../passphrase/judge-passphrase.js';
import { PassphraseField } from '../passphrase/passphrase-field.js';
import { UNLOCK_MESSAGES, type WayProblem } from '../unlock/unlock.messages.js';
import { useMessages } from '../wallet-context.js';
import type { ChosenWay } from './choose-way-step.js';
import { SETUP_MESSAGES } from './setup.messages.js';

interface Confirm {
  way: ChosenWay;
  /** 0 to 1 while the wallet is made. */
  working: number | undefined;
  problem: WayProblem | undefined;
  onBack: () => void;
  onCreate: () => void;
}

/** Once more, and what it means that nobody else has the key. */
export function ConfirmStep({ way, working, problem, onBack, onCreate }: Confirm) {
  const words = useMessages(SETUP_MESSAGES);
  const { problems } = useMessages(UNLOCK_MESSAGES);
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const busy = working !== undefined;
  const submit = () => {
    const same = way.kind === 'passkey' || normalPassphrase(again) === normalPassphrase(way.passphrase);
    setDiffers(!same);
    if (same) onCreate();
  };
  return (
    <>
      <h1>{words.confirmTitle}</h1>
      <ul class="w-points">
        {(way.kind === 'passkey' ? words.passkeyAdvice : words.advice).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) submit();
        }}
      >
        {way.kind === 'passphrase' ? (
          <PassphraseField
            id="passphrase-again"
            label={words.again}
            error={differs ? words.differs : undefined}
            autocomplete="new-password"
            value={again}
            onChange={setAgain}
          />
        ) : null}
        <div class="l-pair">
          <Button kind="secondary" onClick={onBack} disabled={busy}>
            {words.back}
          </Button>
          <Button type="submit" busy={busy}>
            {way.kind === 'passkey' ? words.createByPasskey : words.create}
          </Button>
        </div>
      </form>
      {busy && way.kind === 'passphrase' ? <Progress id="making-lock" label={words.working} value={working} /> : null}
      {problem ? (
        <Banner kind="danger" announce="alert">
          <p>{problems[problem]}</p>
        </Banner>
      ) : null}
    </>
  );
}
