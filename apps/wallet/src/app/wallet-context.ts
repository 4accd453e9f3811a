import { createContext } from 'preact';
import { useContext, useEffect, useReducer } from 'preact/hooks';
import type { HolderState, HolderTools } from '#holder';
import type { Locale } from '#look';
import { assertOurs } from '#primitives';
import { typeset } from './shell/french-spaces.js';

export type { Locale };

/** What every screen has, also before the wallet is open. */
export interface Shell {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  /**
   * Goes to a path of this app, fragment included.
   * @param options.replace takes the place of the present entry: the end of a flow, whose link the back button must not repeat
   */
  navigate: (path: string, options?: { replace?: boolean }) => void;
  /** `false` where the browser says that there is no network. A hint: `true` promises nothing. */
  online: boolean;
}

/** What screens have while the wallet is open. */
export interface OpenWallet {
  tools: HolderTools;
  /** The cooperative's `publicUrl`: explorer and ledger. */
  cooperativeUrl: string;
  /**
   * Says that something is under way that must not be interrupted: until the returned function is called, no update is
   * activated and the wallet doesn't lock itself for idleness. Call it again when the screen goes.
   */
  beginFlow: () => () => void;
  lock: () => void;
}

export const ShellContext = createContext<Shell | undefined>(undefined);
export const OpenWalletContext = createContext<OpenWallet | undefined>(undefined);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  assertOurs(shell !== undefined, 'a screen was rendered outside the shell');
  return shell;
}

export function useOpenWallet(): OpenWallet {
  const open = useContext(OpenWalletContext);
  assertOurs(open !== undefined, 'a screen that needs the open wallet was rendered while it is locked');
  return open;
}

/** The wallet's state; the component renders again after each event that is recorded. */
export function useWallet(): HolderState {
  const { wallet } = useOpenWallet().tools;
  const [, again] = useReducer((count: number, _action: void) => count + 1, 0);
  useEffect(() => wallet.subscribe(() => again()), [wallet]);
  return wallet.state;
}

/** The sentences of a room in the language that is spoken now. */
export function useMessages<Messages>(messages: Readonly<Record<Locale, Messages>>): Messages {
  const { locale } = useShell();
  return typeset(messages[locale], locale);
}
