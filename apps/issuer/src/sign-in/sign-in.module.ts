import { readFile } from 'node:fs/promises';
import type { OrganisationKeys } from '#identity';
import { outage, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import type { GuardedFetch } from '#service-kit/fetch';
import { controllerOf } from '#service-kit/http';
import { sessionCookie } from '#service-kit/sessions';
import type { Tenants } from '#service-kit/tenants';
import { TypeormLetterCodes } from '../adapters/typeorm/typeorm-letter-codes.js';
import { TypeormSignInFailures } from '../adapters/typeorm/typeorm-sign-in-failures.js';
import { TypeormSignIns } from '../adapters/typeorm/typeorm-sign-ins.js';
import type { AuthorizationEnd, Authorizations } from '../authorization/authorizations.js';
import type { IssuerConfig } from '../issuer.config.js';
import type { KeyedDigests } from '../keyed-digests.js';
import type { SubjectRecordStore } from '../subject-records/subject-record-store.js';
import type { SubjectRecords } from '../subject-records/subject-records.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { AccountPagesController } from './account-pages.controller.js';
import { AccountProvider } from './account-provider.js';
import { beginSignIn } from './begin-sign-in.js';
import { LetterCodesController } from './letter-codes.controller.js';
import type { LetterCodeParts } from './make-letter-code.js';
import type { SignInCompletion } from './sign-in-completion.js';
import { SignInPagesController } from './sign-in-pages.controller.js';

export function createSignInStores(database: Database) {
  return {
    letterCodes: new TypeormLetterCodes(database),
    signInFailures: new TypeormSignInFailures(database),
    signIns: new TypeormSignIns(database),
  };
}

/** What the issuer has that signing in needs. */
export interface SignInSurroundings {
  config: IssuerConfig;
  tenants: Tenants<IssuingTenant>;
  database: Database;
  lookupKeys: KeyedDigests;
  accountProviders: ReadonlyMap<string, AccountProvider>;
  stores: ReturnType<typeof createSignInStores> & {
    subjectRecords: SubjectRecordStore;
    authorizations: Authorizations;
  };
  records: SubjectRecords;
  clock: Clock;
  random: RandomBytes;
}

export function letterCodeParts(surroundings: Omit<SignInSurroundings, 'accountProviders'>): LetterCodeParts {
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

/** What all steps of a sign-in need, in other rooms too. */
export function signInParts(surroundings: SignInSurroundings, authorizationEnd: AuthorizationEnd) {
  const { config, tenants, database, lookupKeys, stores, accountProviders, clock, random } = surroundings;
  const { publicUrl, letterCodeTtlDays } = config;
  const { signIns, letterCodes, signInFailures: failures, subjectRecords: subjects, authorizations } = stores;
  // Apart from the operators' session, which a citizen has no part in.
  const cookie = sessionCookie('issuer-sign-in', publicUrl);
  return {
    ...{ tenants, publicUrl, unitOfWork: database, keys: lookupKeys, letterCodeTtlDays, cookie, clock, random },
    ...{ signIns, letterCodes, failures, subjects, accountProviders, authorizationEnd },
    findAuthorization: (tenantId: string, id: string) => authorizations.find(tenantId, id),
  };
}

export type SignInParts = ReturnType<typeof signInParts>;

/** The controllers of this room, and how the authorization endpoint leads into it. */
export function signInRoom(surroundings: SignInSurroundings, shared: SignInParts, completion: SignInCompletion) {
  const parts = { ...shared, completion };
  return {
    controllers: [
      controllerOf(LetterCodesController, letterCodeParts(surroundings)),
      controllerOf(SignInPagesController, parts),
      controllerOf(AccountPagesController, parts),
    ],
    leadToSignIn: (authorization: { tenantId: string; id: string }, cookieHeader: string | undefined) =>
      beginSignIn(authorization, cookieHeader, parts),
  };
}

/**
 * The tenants' own OpenID Connect providers; each is asked for its metadata when the first citizen wants to go there.
 * @throws `client_secret_missing` (outage)
 */
export async function openAccountProviders(
  config: IssuerConfig,
  tenants: readonly Pick<IssuingTenant, 'slug' | 'did'>[],
  parts: { organisationKeys: Pick<OrganisationKeys, 'signer'>; fetch: GuardedFetch; clock: Clock; random: RandomBytes },
): Promise<Map<string, AccountProvider>> {
  const providers = new Map<string, AccountProvider>();
  for (const { slug, signIn } of config.tenants) {
    const did = tenants.find((tenant) => tenant.slug === slug)?.did;
    if (signIn.oidc === undefined || did === undefined) continue;
    const { clientSecretFile, ...settings } = signIn.oidc;
    const clientSecret = clientSecretFile === undefined ? undefined : await readClientSecret(clientSecretFile);
    const { organisationKeys, ...ambient } = parts;
    const signer = () => organisationKeys.signer(did, 'issuing');
    const { clockSkewSeconds } = config;
    providers.set(slug, new AccountProvider({ ...settings, clientSecret }, { ...ambient, signer, clockSkewSeconds }));
  }
  return providers;
}

async function readClientSecret(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw outage('client_secret_missing', 'The client secret of a sign-in can not be read.', {
      cause: error,
      privateDetail: file,
    });
  }
}
