import type { CustomerScreen } from './customer-screen.js';

type ScreenKey = Pick<CustomerScreen, 'tenantId' | 'id'>;

/** Customer screens. Every method is durable on return, or joins the caller's unit. */
export interface CustomerScreens {
  /** In the place of the verification's earlier one, whose address and browser are worth nothing from then on. */
  replace(screen: CustomerScreen): Promise<void>;
  find(tenantId: string, id: string): Promise<CustomerScreen | undefined>;
  /** @returns false where another browser was first */
  giveTo(screen: ScreenKey, sessionDigest: string): Promise<boolean>;
  /** Forgets those whose time is over. */
  forgetEnded(now: number): Promise<void>;
}
