import { useState } from 'preact/hooks';
import { Steps } from '#look';
import { platformRandom } from '#primitives';
import { wayProblemOf } from '../unlock/way-problem.js';
import type { WayProblem } from '../unlock/unlock.messages.js';
import type { WalletGate, WayIn } from '../gate/wallet-gate.js';
import { createPasskey } from '../passkey/passkey.js';
import { newArgon2Parameters, stretchPassphrase } from '../passphrase/stretch-passphrase.js';
import { RestoreScreen } from '../backup/restore-screen.js';
import { askPersistence } from '../storage/persistence.js';
import { useMessages } from '../wallet-context.js';
import { ChooseWayStep, type ChosenWay } from './choose-way-step.js';
import { ConfirmStep } from './confirm-step.js';
import { DoneStep } from './done-step.js';
import { SETUP_MESSAGES } from './setup.messages.js';
import { WelcomeStep } from './welcome-step.js';

const STEPS = ['welcome', 'way', 'confirm', 'done'] as const;
type Step = (typeof STEPS)[number];

/** From nothing to the empty home, in four steps. */
export function SetupScreen({
  gate,
  onSettingUp,
}: {
  gate: WalletGate;
  /** While it is `true`, this screen stays although the wallet is open already. */
  onSettingUp: (settingUp: boolean) => void;
}) {
  const words = useMessages(SETUP_MESSAGES);
  const [step, setStep] = useState<Step | 'restore'>('welcome');
  const [way, setWay] = useState<ChosenWay>({ kind: 'passphrase', passphrase: '' });
  const [working, setWorking] = useState<number>();
  const [problem, setProblem] = useState<WayProblem>();
  const go = (next: Step | 'restore') => {
    setProblem(undefined);
    setStep(next);
  };
  const create = async () => {
    setProblem(undefined);
    setWorking(0);
    onSettingUp(true);
    try {
      await gate.setUp(await makeWay(way, setWorking));
      await askPersistence();
      setStep('done');
    } catch (error) {
      setProblem(wayProblemOf(error));
      onSettingUp(false);
    }
    setWorking(undefined);
  };
  if (step === 'restore') return <RestoreScreen gate={gate} onBack={() => go('welcome')} />;
  return (
    <>
      <Steps label={words.stepsLabel} steps={words.steps} current={STEPS.indexOf(step)} />
      {step === 'welcome' ? <WelcomeStep onBegin={() => go('way')} onRestore={() => go('restore')} /> : null}
      {step === 'way' ? (
        <ChooseWayStep way={way} onChange={setWay} onBack={() => go('welcome')} onNext={() => go('confirm')} />
      ) : null}
      {step === 'confirm' ? (
        <ConfirmStep
          way={way}
          working={working}
          problem={problem}
          onBack={() => go('way')}
          onCreate={() => void create()}
        />
      ) : null}
      {step === 'done' ? <DoneStep onOpen={() => onSettingUp(false)} /> : null}
    </>
  );
}

async function makeWay(way: ChosenWay, onProgress: (done: number) => void): Promise<WayIn> {
  if (way.kind === 'passkey') return createPasskey('Incola', platformRandom);
  const argon2 = newArgon2Parameters(platformRandom);
  const secret = await stretchPassphrase(way.passphrase, argon2, onProgress);
  return { secret, method: { kind: 'passphrase', ...argon2 } };
}
