import { useEffect, useState } from 'preact/hooks';
import { Banner, Card, LinkButton } from '#look';
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

/** One encrypted file, under a passphrase of its own, for somebody who shows that the wallet is hers. */
export function MakeBackup({
  gate,
  methods,
}: {
  gate: WalletGate;
  methods: readonly { id: string; method: UnlockMethod }[];
}) {
  const words = useMessages(BACKUP_MESSAGES);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [address, setAddress] = useState<string>();
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address]);
  const acceptable = isAcceptable(judgePassphrase(passphrase));
  const same = normalPassphrase(passphrase) === normalPassphrase(again);
  const make = async (present: Uint8Array) => {
    const argon2 = newArgon2Parameters(platformRandom);
    const secret = await stretchPassphrase(passphrase, argon2, () => undefined);
    const file = await gate.backUp(present, { secret, argon2 });
    setAddress(URL.createObjectURL(new Blob([file.slice()], { type: 'application/octet-stream' })));
    setPassphrase('');
    setAgain('');
  };
  return (
    <Card title={words.makeTitle}>
      <p>{words.makeLead}</p>
      <p>{words.makeTwice}</p>
      {address === undefined ? (
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
              <SecretForm id="backup-present" methods={methods} action={words.make} onSecret={make} />
            </>
          ) : null}
        </>
      ) : (
        <Banner kind="success" title={words.madeTitle} announce="status">
          <p>{words.made}</p>
          <LinkButton href={address} download={`${today()}.incola-backup`}>
            {words.download}
          </LinkButton>
        </Banner>
      )}
    </Card>
  );
}

function today(): string {
  return `incola-${new Date(systemClock()).toISOString().slice(0, 10)}`;
}
