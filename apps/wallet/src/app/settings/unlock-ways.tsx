import { useEffect, useState } from 'preact/hooks';
import { Banner, Button } from '#look';
import type { UnlockMethod } from '#holder';
import { platformRandom } from '#primitives';
import type { WalletGate, WayIn } from '../gate/wallet-gate.js';
import { createPasskey, passkeysPossible } from '../passkey/passkey.js';
import { isAcceptable, judgePassphrase } from '../passphrase/judge-passphrase.js';
import { NewPassphrase } from '../passphrase/new-passphrase.js';
import { newArgon2Parameters, stretchPassphrase } from '../passphrase/stretch-passphrase.js';
import { SecretForm } from '../unlock/secret-form.js';
import { UNLOCK_MESSAGES, type WayProblem } from '../unlock/unlock.messages.js';
import { wayProblemOf } from '../unlock/way-problem.js';
import { useMessages } from '../wallet-context.js';
import { SETTINGS_MESSAGES } from './settings.messages.js';

interface Ways {
  gate: WalletGate;
  ways: readonly { id: string; method: UnlockMethod }[];
  onChanged: () => void;
}

/** Lists the ways in, removes one, adds another by one that there is. */
export function UnlockWays({ gate, ways, onChanged }: Ways) {
  const words = useMessages(SETTINGS_MESSAGES);
  const { problems } = useMessages(UNLOCK_MESSAGES);
  const [adding, setAdding] = useState<'passkey' | 'passphrase'>();
  const [possible, setPossible] = useState(false);
  const [notice, setNotice] = useState<'added' | 'removed'>();
  const [problem, setProblem] = useState<WayProblem>();
  useEffect(() => void passkeysPossible().then(setPossible), []);
  const remove = async (id: string) => {
    setNotice(undefined);
    try {
      await gate.removeWay(id);
      setProblem(undefined);
      setNotice('removed');
    } catch (error) {
      setProblem(wayProblemOf(error));
    }
    onChanged();
  };
  const added = () => {
    setAdding(undefined);
    setNotice('added');
    onChanged();
  };
  const begin = (kind: 'passkey' | 'passphrase') => {
    setNotice(undefined);
    setProblem(undefined);
    setAdding(kind);
  };
  return (
    <>
      <p>{words.waysLead}</p>
      <WayList ways={ways} onRemove={(id) => void remove(id)} />
      {adding === undefined ? (
        <div class="l-row">
          <Button kind="secondary" onClick={() => begin('passphrase')}>
            {words.addPassphrase}
          </Button>
          {possible ? (
            <Button kind="secondary" onClick={() => begin('passkey')}>
              {words.addPasskey}
            </Button>
          ) : null}
        </div>
      ) : (
        <AddWay kind={adding} gate={gate} ways={ways} onAdded={added} onCancel={() => setAdding(undefined)} />
      )}
      {notice ? (
        <Banner kind="success" announce="status">
          <p>{words[notice]}</p>
        </Banner>
      ) : null}
      {problem ? (
        <Banner kind="danger" announce="alert">
          <p>{problems[problem]}</p>
        </Banner>
      ) : null}
    </>
  );
}

function WayList({ ways, onRemove }: Pick<Ways, 'ways'> & { onRemove: (id: string) => void }) {
  const words = useMessages(SETTINGS_MESSAGES);
  const names = { passphrase: words.passphrase, passkey: words.passkey, secret: words.otherWay };
  return (
    <ul class="w-ways">
      {ways.map(({ id, method }) => (
        <li key={id} class="w-way">
          <span>
            {names[method.kind]}
            {ways.length === 1 ? ` (${words.onlyWay})` : ''}
          </span>
          {ways.length > 1 ? (
            <Button kind="danger" aria-label={words.removeLabel(names[method.kind])} onClick={() => onRemove(id)}>
              {words.remove}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function AddWay(props: {
  kind: 'passkey' | 'passphrase';
  gate: WalletGate;
  ways: Ways['ways'];
  onAdded: () => void;
  onCancel: () => void;
}) {
  const { kind, gate, ways, onAdded, onCancel } = props;
  const words = useMessages(SETTINGS_MESSAGES);
  const [passphrase, setPassphrase] = useState('');
  const ready = kind === 'passkey' || isAcceptable(judgePassphrase(passphrase));
  const add = async (present: Uint8Array) => {
    await gate.addWay(present, kind === 'passkey' ? await createPasskey('Incola', platformRandom) : await stretched());
    onAdded();
  };
  const stretched = async (): Promise<WayIn> => {
    const argon2 = newArgon2Parameters(platformRandom);
    const secret = await stretchPassphrase(passphrase, argon2, () => undefined);
    return { secret, method: { kind: 'passphrase', ...argon2 } };
  };
  return (
    <div class="l-stack">
      {kind === 'passphrase' ? <NewPassphrase value={passphrase} onChange={setPassphrase} /> : null}
      {ready ? (
        <>
          <h3>{words.confirmYou}</h3>
          <SecretForm
            id="add-present"
            methods={ways}
            action={kind === 'passkey' ? words.addPasskey : words.addPassphrase}
            onSecret={add}
          />
        </>
      ) : null}
      <Button kind="quiet" onClick={onCancel}>
        {words.cancel}
      </Button>
    </div>
  );
}
