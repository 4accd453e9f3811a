import { useRef, useState } from 'preact/hooks';
import type { CodedError } from '#primitives';
import { useOpenWallet } from '../wallet-context.js';
import { expectedError } from './expected-error.js';

export interface OneAtATime {
  busy: boolean;
  /** Starts the work, unless the one before is still under way: a double click does it once. */
  run: (work: () => Promise<void>) => void;
  /** What the work failed with. A fault of our own is thrown where the screen is rendered. */
  error: CodedError | undefined;
}

/** Work that a person starts and that must not happen twice, nor be interrupted by an update or an idle lock. */
export function useOnce(): OneAtATime {
  const { beginFlow } = useOpenWallet();
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(undefined);
    const endFlow = beginFlow();
    void work()
      .catch(setError)
      .finally(() => {
        running.current = false;
        endFlow();
        setBusy(false);
      });
  };
  return { busy, run, error: error === undefined ? undefined : expectedError(error) };
}
