import type { Clock, RandomBytes } from '#primitives';
import { controllerOf } from '#service-kit/http';
import type { Database } from '#service-kit/database';
import { TypeormLetterCodes } from '../adapters/typeorm/typeorm-letter-codes.js';
import { TypeormSignInFailures } from '../adapters/typeorm/typeorm-sign-in-failures.js';
import type { IssuerConfig } from '../issuer.config.js';
import type { KeyedDigests } from '../keyed-digests.js';
import type { SubjectRecords } from '../subject-records/subject-records.js';
import { LetterCodesController } from './letter-codes.controller.js';
import type { LetterCodeParts } from './make-letter-code.js';

export function createSignInStores(database: Database) {
  return { letterCodes: new TypeormLetterCodes(database), signInFailures: new TypeormSignInFailures(database) };
}

/** What the issuer has that signing in needs. */
export interface SignInSurroundings {
  config: IssuerConfig;
  database: Database;
  lookupKeys: KeyedDigests;
  stores: ReturnType<typeof createSignInStores>;
  records: SubjectRecords;
  clock: Clock;
  random: RandomBytes;
}

export function letterCodeParts(surroundings: SignInSurroundings): LetterCodeParts {
  const { config, database, lookupKeys, stores, records, clock, random } = surroundings;
  return {
    unitOfWork: database,
    letterCodes: stores.letterCodes,
    failures: stores.signInFailures,
    readSubject: (tenantId, id) => records.get(tenantId, id),
    isKnownSubject: (tenantId, id) => records.isKnown(tenantId, id),
    keys: lookupKeys,
    letterCodeTtlDays: config.letterCodeTtlDays,
    ...{ clock, random },
  };
}

/** The controllers of this room. */
export function signInControllers(surroundings: SignInSurroundings) {
  return [controllerOf(LetterCodesController, letterCodeParts(surroundings))];
}
