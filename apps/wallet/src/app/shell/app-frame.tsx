import type { ComponentChildren } from 'preact';
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { Banner, Button, PageShell } from '#look';
import { isWrongClock } from '../clock/clock-watch.js';
import type { OpenFlows } from '../gate/open-flows.js';
import type { WalletGate } from '../gate/wallet-gate.js';
import { useUpdate } from '../updates/use-update.js';
import { useMessages, useShell } from '../wallet-context.js';
import { useTitle } from './use-title.js';
import { SHELL_MESSAGES } from './shell.messages.js';

interface Frame {
  place: string;
  open: boolean;
  /** Seconds by which this device's clock is ahead of the cooperative's. */
  ahead: number;
  flows: OpenFlows;
  gate: WalletGate;
  children: ComponentChildren;
}

/** Header, navigation and what must be known on every screen; and the focus, when the screen changes. */
export function AppFrame({ place, open, ahead, flows, gate, children }: Frame) {
  const words = useMessages(SHELL_MESSAGES);
  const { locale, setLocale, online } = useShell();
  useTitle();
  useFocusOnChange(`${place} ${gate.state.at}`);
  const links = [
    { href: '/', label: words.home },
    { href: '/scan', label: words.scan },
    { href: '/history', label: words.history },
    { href: '/settings', label: words.settings },
  ].map((link) => ({ ...link, current: link.href === place }));
  return (
    <PageShell
      locale={locale}
      brand="Incola"
      {...(open ? { brandHref: '/', navigation: links, navigationLabel: words.navigation } : {})}
      onLanguage={setLocale}
      actions={
        open ? (
          <Button kind="quiet" onClick={() => void gate.lock()}>
            {words.lock}
          </Button>
        ) : null
      }
    >
      <UpdateBanner flows={flows} elsewhere={gate.state.at === 'elsewhere'} />
      {open && !online ? (
        <Banner kind="info" title={words.offlineTitle} announce="status">
          <p>{words.offline}</p>
        </Banner>
      ) : null}
      {open && isWrongClock(ahead) ? (
        <Banner kind="warning" title={words.clockTitle} announce="status">
          <p>{(ahead > 0 ? words.clockAhead : words.clockBehind)(Math.round(Math.abs(ahead) / 60))}</p>
        </Banner>
      ) : null}
      {children}
    </PageShell>
  );
}

/** Offers a new version; not while something is under way, nor from a window that doesn't hold the wallet. */
function UpdateBanner({ flows, elsewhere }: { flows: OpenFlows; elsewhere: boolean }) {
  const words = useMessages(SHELL_MESSAGES);
  const update = useUpdate();
  const [later, setLater] = useState(false);
  const [, again] = useReducer((count: number, _action: void) => count + 1, 0);
  useEffect(() => flows.subscribe(() => again()), [flows]);
  if (update === undefined || later || elsewhere || flows.open) return null;
  return (
    <Banner kind="info" title={words.updateTitle} announce="status">
      <p>{words.update}</p>
      <div class="l-row">
        <Button onClick={() => (flows.open ? undefined : update.activate())}>{words.updateNow}</Button>
        <Button kind="quiet" onClick={() => setLater(true)}>
          {words.updateLater}
        </Button>
      </div>
    </Banner>
  );
}

/** Whoever hears the page hears the new screen; not at the start, where the browser reads from the top. */
function useFocusOnChange(key: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }, [key]);
}
