import { useState } from 'preact/hooks';
import { Banner, Button, Progress } from '#look';
import type { Argon2Parameters, UnlockMethod } from '#holder';
import { platformRandom } from '#primitives';
import { openPasskey } from '../passkey/passkey.js';
import { PassphraseField } from '../passphrase/passphrase-field.js';
import { stretchPassphrase } from '../passphrase/stretch-passphrase.js';
import { useMessages } from '../wallet-context.js';
import { UNLOCK_MESSAGES, type WayProblem } from './unlock.messages.js';
import { wayProblemOf } from './way-problem.js';

interface SecretForm {
  id: string;
  methods: readonly { id: string; method: UnlockMethod }[];
  /** On the button: unlock, make the backup, … */
  action: string;
  /** Does what the secret is for; what it throws is said here. */
  onSecret: (secret: Uint8Array) => Promise<void>;
}

/** Asks for one of the wallet's ways in: by passkey where there is one, by passphrase where there is one. */
export function SecretForm({ id, methods, action, onSecret }: SecretForm) {
  const words = useMessages(UNLOCK_MESSAGES);
  const { done, setDone, problem, attempt } = useAttempt();
  const passkeys = methods.flatMap(({ method }) => (method.kind === 'passkey' ? [method] : []));
  const phrases = methods.flatMap(({ method }) => (method.kind === 'passphrase' ? [method] : []));
  const busy = done !== undefined;
  return (
    <div class="l-stack">
      {passkeys.length > 0 ? (
        <Button
          wide
          busy={busy}
          onClick={() => void attempt(async () => onSecret(await openPasskey(passkeys, platformRandom)))}
        >
          {words.byPasskey}
        </Button>
      ) : null}
      {phrases.length > 0 ? (
        <PassphraseForm
          id={id}
          action={action}
          busy={busy}
          second={passkeys.length > 0}
          onPassphrase={(passphrase) => void attempt(() => tryPhrases(passphrase, phrases, onSecret, setDone))}
        />
      ) : null}
      {busy ? <Progress id={`${id}-progress`} label={words.working} value={done} /> : null}
      {problem ? (
        <Banner kind="danger" announce="alert">
          <p>{words.problems[problem]}</p>
        </Banner>
      ) : null}
    </div>
  );
}

function PassphraseForm(props: {
  id: string;
  action: string;
  busy: boolean;
  second: boolean;
  onPassphrase: (passphrase: string) => void;
}) {
  const { id, action, busy, second, onPassphrase } = props;
  const words = useMessages(UNLOCK_MESSAGES);
  const [passphrase, setPassphrase] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && passphrase !== '') onPassphrase(passphrase);
      }}
    >
      <PassphraseField
        id={id}
        label={words.passphrase}
        autocomplete="current-password"
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit" wide kind={second ? 'secondary' : 'primary'} busy={busy} disabled={passphrase === ''}>
        {action}
      </Button>
    </form>
  );
}

function useAttempt() {
  const [done, setDone] = useState<number>();
  const [problem, setProblem] = useState<WayProblem>();
  const attempt = async (work: () => Promise<void>) => {
    setProblem(undefined);
    setDone(0);
    try {
      await work();
    } catch (error) {
      setProblem(wayProblemOf(error));
    }
    setDone(undefined);
  };
  return { done, setDone, problem, attempt };
}

/** Several passphrases are tried one after the other; a person doesn't say which of them it is. */
async function tryPhrases(
  passphrase: string,
  phrases: readonly Argon2Parameters[],
  onSecret: (secret: Uint8Array) => Promise<void>,
  onProgress: (done: number) => void,
): Promise<void> {
  for (const [place, parameters] of phrases.entries()) {
    const secret = await stretchPassphrase(passphrase, parameters, (part) =>
      onProgress((place + part) / phrases.length),
    );
    try {
      return await onSecret(secret);
    } catch (error) {
      if (wayProblemOf(error) !== 'wrong_unlock_secret' || place === phrases.length - 1) throw error;
    }
  }
}
