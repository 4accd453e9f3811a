import { useState } from 'preact/hooks';
import { Banner, Button, Field, Progress } from '#look';
import { readBackupParameters } from '#holder';
import { platformRandom } from '#primitives';
import type { WalletGate } from '../gate/wallet-gate.js';
import { PassphraseField } from '../passphrase/passphrase-field.js';
import { newArgon2Parameters, stretchPassphrase } from '../passphrase/stretch-passphrase.js';
import { askPersistence } from '../storage/persistence.js';
import { UNLOCK_MESSAGES, type WayProblem } from '../unlock/unlock.messages.js';
import { wayProblemOf } from '../unlock/way-problem.js';
import { useMessages } from '../wallet-context.js';
import { BACKUP_MESSAGES } from './backup.messages.js';

/** Brings a wallet back from its file; afterwards the backup's passphrase opens it. */
export function RestoreScreen({ gate, onBack }: { gate: WalletGate; onBack: () => void }) {
  const words = useMessages(BACKUP_MESSAGES);
  const { problems } = useMessages(UNLOCK_MESSAGES);
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const [working, setWorking] = useState<number>();
  const [problem, setProblem] = useState<WayProblem>();
  const busy = working !== undefined;
  const restore = async (chosen: File) => {
    setProblem(undefined);
    setWorking(0);
    try {
      await restoreFrom(gate, new Uint8Array(await chosen.arrayBuffer()), passphrase, setWorking);
    } catch (error) {
      setProblem(wayProblemOf(error));
      setWorking(undefined);
    }
  };
  return (
    <>
      <h1>{words.restoreTitle}</h1>
      <p class="l-lead">{words.restoreLead}</p>
      <Banner kind="warning">
        <p>{words.restoreTwice}</p>
      </Banner>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (file && !busy) void restore(file);
        }}
      >
        <Field
          id="backup-file"
          type="file"
          required
          label={words.file}
          hint={words.fileHint}
          onChange={(event) => setFile(event.currentTarget.files?.[0])}
        />
        <PassphraseField
          id="backup-passphrase"
          label={words.passphrase}
          hint={words.passphraseHint}
          autocomplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
        />
        <div class="l-pair">
          <Button kind="secondary" onClick={onBack} disabled={busy}>
            {words.back}
          </Button>
          <Button type="submit" busy={busy} disabled={file === undefined || passphrase === ''}>
            {words.restore}
          </Button>
        </div>
      </form>
      {busy ? <Progress id="restoring" label={words.restoring} value={working} /> : null}
      {problem ? (
        <Banner kind="danger" announce="alert">
          <p>{problems[problem]}</p>
        </Banner>
      ) : null}
    </>
  );
}

async function restoreFrom(
  gate: WalletGate,
  file: Uint8Array,
  passphrase: string,
  onProgress: (done: number) => void,
): Promise<void> {
  const backupSecret = await stretchPassphrase(passphrase, readBackupParameters(file), (done) => onProgress(done / 2));
  const argon2 = newArgon2Parameters(platformRandom);
  const secret = await stretchPassphrase(passphrase, argon2, (done) => onProgress((1 + done) / 2));
  await askPersistence();
  await gate.restore(file, backupSecret, { secret, method: { kind: 'passphrase', ...argon2 } });
}
