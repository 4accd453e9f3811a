import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { assertOurs } from '#primitives';
import type { WalletGate } from './wallet-gate.js';

/** For the settings, which change the lock; other screens have no business with it. */
export const GateContext = createContext<WalletGate | undefined>(undefined);

export function useGate(): WalletGate {
  const gate = useContext(GateContext);
  assertOurs(gate !== undefined, 'a screen was rendered outside the gate');
  return gate;
}
