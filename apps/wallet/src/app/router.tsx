import type { ComponentChild, FunctionComponent } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import type { Route } from './routes.js';

/** A screen with what its route carries; each lies in a chunk of its own. */
type Loaded = () => ComponentChild;
type Load = (route: Route) => Promise<Loaded>;

const withProps =
  <Props,>(Screen: FunctionComponent<Props>, props: Props): Loaded =>
  () => <Screen {...(props as Props & object)} />;

const load: Load = async (route) => {
  switch (route.screen) {
    case 'home':
      return withProps((await import('./cards/home-screen.js')).HomeScreen, {});
    case 'card':
      return withProps((await import('./cards/card-screen.js')).CardScreen, { batch: route.batch });
    case 'offer':
      return withProps((await import('./offer/offer-screen.js')).OfferScreen, { link: route.link });
    case 'present':
      return withProps((await import('./consent/consent-screen.js')).ConsentScreen, { link: route.link });
    case 'history':
      return withProps((await import('./history/history-screen.js')).HistoryScreen, {});
    case 'history-entry':
      return withProps((await import('./history/history-entry-screen.js')).HistoryEntryScreen, { id: route.id });
    case 'settings':
      return withProps((await import('./settings/settings-screen.js')).SettingsScreen, {});
    case 'scan':
      return withProps((await import('./scan/scan-screen.js')).ScanScreen, {});
  }
};

interface Outlet {
  route: Route;
  loading: ComponentChild;
  /** What to show where a screen's code can't be fetched: offline before the first visit, or the wallet was updated. */
  failed: (again: () => void) => ComponentChild;
}

/** Shows the screen of a route; a new link for the same place makes a new screen. */
export function ScreenOutlet({ route, loading, failed }: Outlet) {
  const key = JSON.stringify(route);
  const [shown, setShown] = useState<{ key: string; screen: Loaded | 'failed' }>();
  const [attempt, setAttempt] = useState(0);
  // A fault of our own ends one screen, not the wallet; the browser's own report of it stays.
  const [fault, forgetFault] = useErrorBoundary((error: unknown) => globalThis.reportError(error)) as [
    unknown,
    () => void,
  ];
  useEffect(() => forgetFault(), [key]);
  useEffect(() => {
    let wanted = true;
    load(route).then(
      (screen) => wanted && setShown({ key, screen }),
      () => wanted && setShown({ key, screen: 'failed' }),
    );
    return () => {
      wanted = false;
    };
  }, [key, attempt]);
  const again = () => {
    forgetFault();
    setAttempt((count) => count + 1);
  };
  if (fault !== undefined) return <>{failed(again)}</>;
  if (shown === undefined || shown.key !== key) return <>{loading}</>;
  const Screen = shown.screen;
  if (Screen === 'failed') return <>{failed(again)}</>;
  return <Screen key={key} />;
}
