import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Banner, Button, Card } from '#look';
import { EraseWallet } from '../settings/erase-wallet.js';
import { ERASE_MESSAGES } from '../settings/erase.messages.js';
import { FailedScreen, LoadingScreen } from '../shell/plain-screens.js';
import type { SetupScreen } from '../setup/setup-screen.js';
import { UnlockScreen } from '../unlock/unlock-screen.js';
import { useMessages, useShell } from '../wallet-context.js';
import type { TroubleCode } from './gate-state.js';
import { GATE_MESSAGES } from './gate.messages.js';
import type { WalletGate } from './wallet-gate.js';

/** What stands in the place of every screen until the wallet is open. */
export function GateScreen(props: {
  gate: WalletGate;
  settingUp: boolean;
  onSettingUp: (settingUp: boolean) => void;
}): ComponentChild {
  const { gate, settingUp, onSettingUp } = props;
  const { state } = gate;
  if (state.at === 'empty' || settingUp) return <LazySetup gate={gate} onSettingUp={onSettingUp} />;
  switch (state.at) {
    case 'locked':
      return <UnlockScreen gate={gate} methods={state.methods} />;
    case 'elsewhere':
      return <ElsewhereScreen onTakeOver={() => gate.takeOver()} />;
    case 'trouble':
      return <TroubleScreen gate={gate} code={state.code} />;
    case 'starting':
    case 'open':
      return <LoadingScreen />;
  }
}

/** Most people set up once; the code comes when it is needed. */
function LazySetup({ gate, onSettingUp }: { gate: WalletGate; onSettingUp: (settingUp: boolean) => void }) {
  const { online } = useShell();
  const [loaded, setLoaded] = useState<{ Screen?: typeof SetupScreen }>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    import('../setup/setup-screen.js').then(
      ({ SetupScreen: Screen }) => setLoaded({ Screen }),
      () => setLoaded({}),
    );
  }, [attempt]);
  if (loaded === undefined) return <LoadingScreen />;
  if (loaded.Screen === undefined) return <FailedScreen online={online} onRetry={() => setAttempt(attempt + 1)} />;
  return <loaded.Screen gate={gate} onSettingUp={onSettingUp} />;
}

function ElsewhereScreen({ onTakeOver }: { onTakeOver: () => Promise<void> }) {
  const words = useMessages(GATE_MESSAGES);
  const [busy, setBusy] = useState(false);
  return (
    <>
      <h1>{words.elsewhereTitle}</h1>
      <p>{words.elsewhere}</p>
      <Button
        busy={busy}
        onClick={() => {
          setBusy(true);
          void onTakeOver();
        }}
      >
        {words.takeOver}
      </Button>
    </>
  );
}

/** Stored wallets that can't be opened any more, and can only make room for another. */
const LOST: ReadonlySet<TroubleCode> = new Set(['wallet_rolled_back', 'wallet_damaged', 'lock_damaged']);

function TroubleScreen({ gate, code }: { gate: WalletGate; code: TroubleCode }) {
  const words = useMessages(GATE_MESSAGES);
  const eraseWords = useMessages(ERASE_MESSAGES);
  const { title, what, next } = words.troubles[code];
  return (
    <>
      <h1>{title}</h1>
      <Banner kind={code === 'another_cooperative' ? 'danger' : 'warning'} announce="alert">
        <p>{what}</p>
        <p>{next}</p>
      </Banner>
      <Button onClick={() => void gate.retry()}>{code === 'storage_wiped' ? words.startAnew : words.again}</Button>
      {LOST.has(code) ? (
        <Card title={eraseWords.title}>
          <EraseWallet gate={gate} />
        </Card>
      ) : null}
    </>
  );
}
