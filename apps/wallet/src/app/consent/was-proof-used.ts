import type { HolderState, TrustedRequest } from '#holder';

/** Whether a proof was spent on this request: written down before anything was sent, it counts even if nothing arrived. */
export function wasProofUsed(state: HolderState, { delivery }: Pick<TrustedRequest, 'delivery'>): boolean {
  return [...state.history.values()].some((entry) => entry.delivery.random === delivery.random);
}
