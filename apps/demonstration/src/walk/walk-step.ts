import type { CheckedRequest, HeldCredential, HolderTools, OfferPreview } from '#holder';
import { assertOurs, type Clock, type JsonObject, type RandomBytes } from '#primitives';
import type { CustomerRow } from '../customers/index.js';
import type { Cooperation } from '../supervisor/start-cooperation.js';
import type { ServiceClient } from './call-service.js';
import type { SqliteHolderStore } from './sqlite-holder-store.js';
import type { WebhookReceiver } from './webhook-receiver.js';

export { BANK, BANK_CONTRACT, CITY, CITY_CONTRACT, WATER } from '../founding/fictive-members.js';

/** A question that was asked, and what the wallet found when it fetched it. */
export interface AskedQuestion {
  verificationId: string;
  checked: CheckedRequest;
  /** For the bank's questions: the address as the bank holds it. */
  address?: string;
}

/** What one step finds out and a later one needs. */
export interface WalkFacts {
  customer: CustomerRow;
  subjectRecordId: string;
  offer: OfferPreview;
  transactionCode: string;
  credentials: HeldCredential[];
  cityQuestion: AskedQuestion;
  /** Forms of the right address, and near ones. */
  sameAddresses: AskedQuestion[];
  nearAddresses: AskedQuestion[];
  /** History entries in the wallet. */
  cityPresentation: string;
  bankPresentation: string;
}

/** Who takes part in the walk; each step uses public interfaces only. */
export interface Walk {
  cooperation: Pick<Cooperation, 'urls' | 'trustFile'>;
  utility: ServiceClient;
  bank: ServiceClient;
  city: ServiceClient;
  receiver: WebhookReceiver;
  /** The citizen. */
  holder: HolderTools;
  store: SqliteHolderStore;
  facts: Partial<WalkFacts>;
  /** Where proof and trust file are written. */
  folder: string;
  /** The offline checker's built program. */
  ledgerVerifyProgram: string;
  clock: Clock;
  random: RandomBytes;
}

/** What a step shows for itself. */
export interface Evidence {
  sentences: string[];
  /** For the JSON line that closes the walk. */
  figures: JsonObject;
}

export type WalkStep = (walk: Walk) => Promise<Evidence>;

/** What an earlier step found. */
export function found<Name extends keyof WalkFacts>(walk: Walk, name: Name): WalkFacts[Name] {
  const fact = walk.facts[name];
  assertOurs(fact !== undefined, `an earlier step finds ${name}`);
  return fact;
}
