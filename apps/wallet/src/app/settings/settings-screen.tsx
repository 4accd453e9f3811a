import { useCallback, useEffect, useState } from 'preact/hooks';
import { Button, Card, Choice, isLocale, LANGUAGE_NAMES, LOCALES } from '#look';
import type { UnlockMethod } from '#holder';
import { MakeBackup } from '../backup/make-backup.js';
import { useGate } from '../gate/gate-context.js';
import { askPersistence, isPersistent } from '../storage/persistence.js';
import { useMessages, useOpenWallet, useShell } from '../wallet-context.js';
import { AboutWallet } from './about-wallet.js';
import { ERASE_MESSAGES } from './erase.messages.js';
import { EraseWallet } from './erase-wallet.js';
import { SETTINGS_MESSAGES } from './settings.messages.js';
import { UnlockWays } from './unlock-ways.js';

/** Language, ways to unlock, backup, lock, storage, about, erase. */
export function SettingsScreen() {
  const words = useMessages(SETTINGS_MESSAGES);
  const eraseWords = useMessages(ERASE_MESSAGES);
  const { locale, setLocale } = useShell();
  const { lock } = useOpenWallet();
  const gate = useGate();
  const [ways, setWays] = useState<readonly { id: string; method: UnlockMethod }[]>([]);
  const readWays = useCallback(() => void gate.ways().then(setWays, () => gate.checkStorage()), [gate]);
  useEffect(readWays, [readWays]);
  return (
    <>
      <h1>{words.title}</h1>
      <Card title={words.language}>
        <Choice
          legend={<span class="l-visually-hidden">{words.language}</span>}
          name="language"
          chosen={locale}
          onChoose={(chosen) => (isLocale(chosen) ? setLocale(chosen) : undefined)}
          options={LOCALES.map((one) => ({ value: one, label: <span lang={one}>{LANGUAGE_NAMES[one]}</span> }))}
        />
      </Card>
      <Card title={words.waysTitle}>
        <UnlockWays gate={gate} ways={ways} onChanged={readWays} />
      </Card>
      <MakeBackup gate={gate} methods={ways} />
      <Card title={words.lockTitle}>
        <p>{words.lockLead}</p>
        <Button kind="secondary" onClick={lock}>
          {words.lockNow}
        </Button>
      </Card>
      <Card title={words.storageTitle}>
        <StorageState />
      </Card>
      <Card title={words.aboutTitle}>
        <AboutWallet />
      </Card>
      <Card title={eraseWords.title}>
        <EraseWallet gate={gate} />
      </Card>
    </>
  );
}

function StorageState() {
  const words = useMessages(SETTINGS_MESSAGES);
  const [persistent, setPersistent] = useState<boolean>();
  useEffect(() => void isPersistent().then(setPersistent), []);
  if (persistent === undefined) return null;
  return (
    <>
      <p role="status">{persistent ? words.persistent : words.notPersistent}</p>
      {persistent ? null : (
        <Button kind="secondary" onClick={() => void askPersistence().then(setPersistent)}>
          {words.askPersistent}
        </Button>
      )}
    </>
  );
}
