import { useEffect, useState } from 'preact/hooks';
import { Banner, Button, Card, LinkButton } from '#look';
import type { UnlockMethod } from '#holder';
import { platformRandom, systemClock } from '#primitives';
import type { WalletGate } from '../gate/wallet-gate.js';
import { isAcceptable, judgePassphrase, normalPassphrase } from '../passphrase/judge-passphrase.js';
import { NewPassphrase } from '../passphrase/new-passphrase.js';
import { PassphraseField } from '../passphrase/passphrase-field.js';
import { newArgon2Parameters, stretchPassphrase } from '../passphrase/stretch-passphrase.js';
import { SecretForm } from '../unlock/secret-form.js';
import { useMessages } from '../wallet-context.js';
import { BACKUP_MESSAGES } from './backup.messages.js';

type Methods = readonly { id: string; method: UnlockMethod }[];

/** One encrypted file, under a passphrase of its own, for somebody who shows that the wallet is hers. */
export function MakeBackup({ gate, methods }: { gate: WalletGate; methods: Methods }) {
  const words = useMessages(BACKUP_MESSAGES);
  const [begun, setBegun] = useState(false);
  const [address, setAddress] = useState<string>();
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address]);
  const make = async (present: Uint8Array, passphrase: string) => {
    const argon2 = newArgon2Parameters(platformRandom);
    const secret = await stretchPassphrase(passphrase, argon2, () => undefined);
    const file = await gate.backUp(present, { secret, argon2 });
    setAddress(URL.createObjectURL(new Blob([file.slice()], { type: 'application/octet-stream' })));
    setBegun(false);
  };
  return (
    <Card title={words.makeTitle}>
      <p>{words.makeLead}</p>
      <p>{words.makeTwice}</p>
      {address === undefined ? null : (
        <Banner kind="success" title={words.madeTitle} announce="status">
          <p>{words.made}</p>
          <LinkButton href={address} download={`${fileName()}.incola-backup`}>
            {words.download}
          </LinkButton>
        </Banner>
      )}
      {begun ? <BackupForm methods={methods} onMake={make} /> : null}
      {begun || address !== undefined ? null : (
        <Button kind="secondary" onClick={() => setBegun(true)}>
          {words.begin}
        </Button>
      )}
    </Card>
  );
}

function BackupForm(props: { methods: Methods; onMake: (present: Uint8Array, passphrase: string) => Promise<void> }) {
  const words = useMessages(BACKUP_MESSAGES);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const acceptable = isAcceptable(judgePassphrase(passphrase));
  const same = normalPassphrase(passphrase) === normalPassphrase(again);
  return (
    <>
      <NewPassphrase value={passphrase} onChange={setPassphrase} />
      {acceptable ? (
        <PassphraseField
          id="backup-again"
          label={words.again}
          error={again.length >= passphrase.length && !same ? words.differs : undefined}
          autocomplete="new-password"
          value={again}
          onChange={setAgain}
        />
      ) : null}
      {acceptable && same ? (
        <>
          <h3>{words.confirmYou}</h3>
          <SecretForm
            id="backup-present"
            methods={props.methods}
            action={words.make}
            onSecret={(present) => props.onMake(present, passphrase)}
          />
        </>
      ) : null}
    </>
  );
}

function fileName(): string {
  return `incola-${new Date(systemClock()).toISOString().slice(0, 10)}`;
}
