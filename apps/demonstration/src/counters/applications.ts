import type { JsonObject } from '#primitives';
import type { CounterPlace } from './counters.config.js';

/** What somebody asked for at a counter. Times are milliseconds since the epoch. */
export interface Application {
  /** 128 random bits. */
  id: string;
  counter: CounterPlace['path'];
  /** Of the secret in the browser's cookie: only that browser sees the application. */
  sessionDigest: string;
  /** By which the verifier knows its question. */
  verificationId: string;
  state: ApplicationState;
  /** What the bank was told the address is; `null` at the city, and after an erasure. */
  givenAddress: JsonObject | null;
  /** What the verifier said; `null` before, and after an erasure. */
  result: JsonObject | null;
  createdAt: number;
}

/** `restricted`: withdrawn, kept because the law demands it; `erased`: withdrawn, and nothing is left of what was shown. */
export type ApplicationState = 'asked' | 'accepted' | 'not_accepted' | 'refused' | 'restricted' | 'erased';

/** The counters' own register; what its methods change is durable on return. */
export interface Applications {
  insert(application: Application): Promise<void>;
  find(id: string): Promise<Application | undefined>;
  findByVerification(verificationId: string): Promise<Application | undefined>;
  /** The newest of a browser at a counter. */
  findNewest(counter: string, sessionDigest: string): Promise<Application | undefined>;
  change(id: string, change: Partial<Omit<Application, 'id'>>): Promise<void>;
}

/** Where the secrets of webhooks are kept, by tenant. */
export interface WebhookSecrets {
  find(tenant: string): Promise<{ endpoint: string; secret: string } | undefined>;
  keep(tenant: string, kept: { endpoint: string; secret: string }): Promise<void>;
}
