import { useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { createHttpLedger } from '#ledger';
import type { HolderTools, Wallet } from '#holder';
import { createBrowserVerifySignature, platformRandom, systemClock } from '#primitives';
import { watchClock } from './clock/clock-watch.js';
import type { OpenFlows } from './gate/open-flows.js';
import type { WalletGate } from './gate/wallet-gate.js';
import { GateContext } from './gate/gate-context.js';
import { GateScreen } from './gate/gate-screen.js';
import { ScreenOutlet } from './router.js';
import { routeOf } from './routes.js';
import { AppFrame } from './shell/app-frame.js';
import { plainFetch } from './shell/browser-parts.js';
import { FailedScreen, LoadingScreen, UnknownPlaceScreen } from './shell/plain-screens.js';
import { useIdleLock } from './shell/use-idle-lock.js';
import { useLanguage } from './shell/use-language.js';
import { useLocation } from './shell/use-location.js';
import { useOnline } from './shell/use-online.js';
import { OpenWalletContext, ShellContext, type OpenWallet, type Shell } from './wallet-context.js';

/** The whole app: the gate first, then the screen of the place that was asked for. */
export function App({ gate, flows }: { gate: WalletGate; flows: OpenFlows }) {
  const [locale, setLocale] = useLanguage();
  const [place, navigate] = useLocation();
  const online = useOnline();
  const [, again] = useReducer((count: number, _action: void) => count + 1, 0);
  // Setup makes the wallet in its third step and ends with the fourth.
  const [settingUp, setSettingUp] = useState(false);
  const [ahead, setAhead] = useState(0);
  useEffect(() => gate.subscribe(() => again()), [gate]);
  useEffect(() => void gate.start(), [gate]);
  useIdleLock(gate, flows);
  const { state } = gate;
  const opened = useMemo(
    () => (state.at === 'open' ? openWallet(gate, flows, state.wallet, state.cooperativeUrl, setAhead) : undefined),
    [state],
  );
  useClockCheck(opened, online);
  const shell: Shell = { locale, setLocale, navigate, online };
  const route = routeOf(place.path, place.fragment);
  const showsGate = opened === undefined || settingUp;
  return (
    <ShellContext.Provider value={shell}>
      <GateContext.Provider value={gate}>
        <OpenWalletContext.Provider value={opened}>
          <AppFrame place={place.path} open={!showsGate} ahead={ahead} flows={flows} gate={gate}>
            {showsGate ? (
              <GateScreen gate={gate} settingUp={settingUp} onSettingUp={setSettingUp} />
            ) : route === undefined ? (
              <UnknownPlaceScreen />
            ) : (
              <ScreenOutlet
                route={route}
                loading={<LoadingScreen />}
                failed={(retry) => <FailedScreen online={online} onRetry={retry} />}
              />
            )}
          </AppFrame>
        </OpenWalletContext.Provider>
      </GateContext.Provider>
    </ShellContext.Provider>
  );
}

const verifySignature = createBrowserVerifySignature();

type Opened = OpenWallet & { checkClock(): Promise<unknown> };

function openWallet(
  gate: WalletGate,
  flows: OpenFlows,
  wallet: Wallet,
  cooperativeUrl: string,
  reportAhead: (seconds: number) => void,
): Opened | undefined {
  const { trust } = wallet.state;
  if (trust === undefined) return undefined;
  const ledger = createHttpLedger({
    baseUrl: cooperativeUrl,
    fetch: watchClock(plainFetch, systemClock, reportAhead),
  });
  const tools: HolderTools = {
    wallet,
    fetch: plainFetch,
    trustFile: trust.trustFile,
    ledger,
    verifySignature,
    clock: systemClock,
    random: platformRandom,
  };
  return {
    tools,
    cooperativeUrl,
    beginFlow: flows.begin,
    lock: () => void gate.lock(),
    checkClock: () => ledger.head().catch(() => undefined),
  };
}

/** One question to the cooperative when the wallet opens, whose answer carries its time. */
function useClockCheck(opened: Opened | undefined, online: boolean): void {
  useEffect(() => {
    if (opened !== undefined && online) void opened.checkClock();
  }, [opened, online]);
}
