import { useEffect } from 'preact/hooks';
import { systemClock } from '#primitives';
import { IdleLock } from '../gate/idle-lock.js';
import type { OpenFlows } from '../gate/open-flows.js';
import type { WalletGate } from '../gate/wallet-gate.js';

const LOOK_EVERY_MILLISECONDS = 10_000;
const TOUCHES = ['pointerdown', 'keydown', 'scroll', 'input'] as const;

/** Locks an open wallet that nobody uses, and looks after the storage when somebody comes back. */
export function useIdleLock(gate: WalletGate, flows: OpenFlows): void {
  const open = gate.state.at === 'open';
  useEffect(() => {
    if (!open) return;
    const idle = new IdleLock(systemClock, () => flows.open);
    const look = () => void (idle.isDue() && gate.lock());
    const touched = () => idle.touched();
    const turned = () => {
      if (document.visibilityState === 'hidden') return idle.hidden();
      look();
      idle.shown();
      void gate.checkStorage();
    };
    const timer = setInterval(look, LOOK_EVERY_MILLISECONDS);
    document.addEventListener('visibilitychange', turned);
    for (const touch of TOUCHES) addEventListener(touch, touched, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', turned);
      for (const touch of TOUCHES) removeEventListener(touch, touched, { capture: true });
    };
  }, [gate, open]);
}
