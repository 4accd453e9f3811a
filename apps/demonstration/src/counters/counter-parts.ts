import type { VerifierClient } from '#api-clients';
import type { Clock, RandomBytes } from '#primitives';
import type { Applications } from './applications.js';
import type { CounterPlace, DoorPlace } from './counters.config.js';

/** What the counters' controllers work with. */
export interface CounterParts {
  publicUrl: string;
  verifierUrl: string;
  counters: readonly CounterPlace[];
  door: DoorPlace | undefined;
  applications: Applications;
  clientOf(tenant: string): VerifierClient;
  /** The webhook secret of a tenant, once it is registered. */
  secretOf(tenant: string): string | undefined;
  clock: Clock;
  random: RandomBytes;
}
