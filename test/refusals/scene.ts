import { expect } from '@jest/globals';
import { answerRequest, withdrawConsent, type HistoryEntry, type HolderTools } from '#holder';
import { ledgerTransactionId, parseLogLeaf } from '#ledger';
import { decodeBase64url, type JsonObject } from '#primitives';
import { openDatabase } from '#service-kit/database';
import { makeCustomerCsv, SAME_ADDRESSES } from '../../apps/demonstration/src/customers/index.js';
import type { CustomerRow } from '../../apps/demonstration/src/customers/customer-row.js';
import { urlOf } from '../../apps/demonstration/src/supervisor/choose-places.js';
import type { DatabaseUnderTest } from '../environment/databases.js';
import {
  BANK,
  BANK_CONTRACT,
  CITY,
  foundTestCooperation,
  POWER,
  WATER,
  type TestCooperation,
} from '../flows/cooperation.js';
import { ask, askAndReceive, readVerification, receiveCredentials } from '../flows/flow-steps.js';
import { watchAnswers } from '../openapi/watch-answers.js';
import { openScreen } from './open-screen.js';
import { watchRoutes, type RunningRoutes } from './read-routes.js';

export type Service = 'issuer' | 'verifier' | 'cooperative';
export const SERVICES: readonly Service[] = ['issuer', 'verifier', 'cooperative'];
/** The tenants that own the scene's objects, and the ones that must not see them. */
export const OWNERS = { issuer: WATER, verifier: BANK } as const;
export const OTHERS = { issuer: POWER, verifier: CITY } as const;

/** One of each kind of object, all of {@link OWNERS}: a request for any route can name one that is really there. */
export interface SceneObjects {
  customerNumber: string;
  importId: string;
  subjectRecordId: string;
  /** Another one, that a request may erase. */
  spareRecordId: string;
  offerId: string;
  /** Asked, not answered. */
  verificationId: string;
  /** Another one, that a request may cancel. */
  spareVerificationId: string;
  /** Its hosted page was opened by the visitor's browser. */
  hostedVerificationId: string;
  /** Of a verification that waits; opened by another browser. */
  customerScreenId: string;
  withdrawalId: string;
  webhookId: string;
  /** A statement that was accepted. */
  withdrawal: JsonObject;
  /** Of the receipt's ledger proof. */
  capability: string;
  /** In the log. */
  ledgerTransactionId: string;
}

export interface Scene {
  cooperation: TestCooperation;
  routes: RunningRoutes;
  urls: Record<Service, string>;
  databaseUrls: Record<Service, string>;
  objects: SceneObjects;
  /** Of a signed-in operator of the issuer's owner. */
  operatorCookie: string;
  /** Of a signed-in clerk of the verifier's owner. */
  clerkCookie: string;
  /** Of the browser that opened the hosted page. */
  visitorCookie: string;
  /** Of the browser that shows the customer screen. */
  screenCookie: string;
  csv: string;
  /** A row of it. */
  customer: CustomerRow;
  holder: HolderTools;
  /** The good flow: issued, asked, answered. @returns the bank's decision */
  walk(): Promise<unknown>;
  close(): Promise<void>;
}

/** The small cooperative of test/flows, with one object of each kind in it. */
export async function makeScene(database: DatabaseUnderTest): Promise<Scene> {
  const routes = watchRoutes();
  const answers = watchAnswers();
  const fresh: string[] = [];
  const cooperation = await foundTestCooperation({
    name: database.name,
    freshUrl: async () => {
      fresh.push(await database.freshUrl());
      return fresh.at(-1) as string;
    },
  });
  // In the order in which foundTestCooperation configures the services.
  const [issuer = '', verifier = '', cooperative = ''] = fresh;
  const databaseUrls = { issuer, verifier, cooperative };
  const { ports } = cooperation;
  const urls = { issuer: urlOf(ports.issuer), verifier: urlOf(ports.verifier), cooperative: urlOf(ports.cooperative) };
  const today = new Date(cooperation.clock()).toISOString().slice(0, 10);
  const { csv, people } = makeCustomerCsv({ separator: ',', seed: 11, today, customers: 4 });
  const holder = await cooperation.newHolder();
  const made = await makeObjects({ cooperation, urls, databaseUrls, holder, csv, people });
  const { id: hostedVerificationId, cookie: visitorCookie } = await openHostedPage(cooperation);
  const clerkCookie = await signIn(urls.verifier, cooperation.apiKeyOf(BANK));
  const screen = await openScreen(urls.verifier, clerkCookie, made.verificationId);
  const objects = { ...made, hostedVerificationId, customerScreenId: screen.id };
  return {
    ...{ clerkCookie, visitorCookie, screenCookie: screen.cookie },
    operatorCookie: await signIn(urls.issuer, cooperation.apiKeyOf(WATER)),
    ...{ cooperation, routes, urls, databaseUrls, objects, csv, holder, customer: people[0] as CustomerRow },
    walk: async () => {
      await receiveCredentials(cooperation, holder, objects.subjectRecordId);
      return (await share(cooperation, holder)).decision;
    },
    close: async () => {
      await cooperation.close();
      routes.stop();
      answers.stop();
      // Whatever the test asked: no answer is another than its service's document says.
      expect(answers.faults()).toEqual([]);
    },
  };
}

async function share(cooperation: TestCooperation, holder: HolderTools) {
  const { id, checked } = await askAndReceive(cooperation, holder, BANK);
  await answerRequest(holder, checked, () => true);
  const { view } = await readVerification(cooperation, BANK, id);
  const entry = [...holder.wallet.state.history.values()].at(-1) as HistoryEntry;
  return { decision: view.decision, entry };
}

type Making = Pick<Scene, 'cooperation' | 'urls' | 'databaseUrls' | 'holder' | 'csv'> & {
  people: CustomerRow[];
};

async function makeObjects(making: Making): Promise<Omit<SceneObjects, 'hostedVerificationId' | 'customerScreenId'>> {
  const { cooperation, holder, csv, people } = making;
  const [utility, bank] = [cooperation.client(WATER), cooperation.client(BANK)];
  const { id: importId } = await utility.upload('/api/v1/imports', csv);
  const [number = '', spare = ''] = people.map(({ customer_number: one }) => one);
  const findRecord = async (customerNumber: string) => {
    const { items } = await utility.call('POST', '/api/v1/subject-records/search', { customerNumber });
    return (items as JsonObject[])[0]?.id as string;
  };
  const subjectRecordId = await findRecord(number);
  const offer = await utility.call('POST', '/api/v1/offers', { subjectRecordId });
  await receiveCredentials(cooperation, holder, subjectRecordId);
  await cooperation.settle();
  const { entry } = await share(cooperation, holder);
  const webhook = await bank.call('POST', '/api/v1/webhooks', {
    url: 'https://bank.example/hook',
    events: ['verification.redacted'],
  });
  const { withdrawal, withdrawalId } = await withdraw(making, entry);
  return {
    ...{ customerNumber: number, importId: importId as string, offerId: offer.id as string },
    ...{ subjectRecordId, spareRecordId: await findRecord(spare) },
    ...{ verificationId: (await ask(cooperation, BANK)).id, withdrawal, withdrawalId },
    spareVerificationId: (await ask(cooperation, BANK)).id,
    webhookId: webhook.id as string,
    capability: entry.receipt?.ledger_proof_uri.split('/').at(-2) as string,
    ledgerTransactionId: await readLedgerTransactionId(making.urls.cooperative),
  };
}

async function openHostedPage(cooperation: TestCooperation): Promise<{ id: string; cookie: string }> {
  const { id, pageUrl } = await cooperation.client(BANK).call('POST', '/api/v1/verifications', {
    contract: BANK_CONTRACT,
    addresses: [{ ...SAME_ADDRESSES[0] }],
    delivery: { method: 'page' },
  });
  return { id: id as string, cookie: cookieOf(await fetch(pageUrl as string, { redirect: 'manual' })) };
}

async function signIn(url: string, accessKey: string): Promise<string> {
  const headers = { origin: url, 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ accessKey }).toString();
  return cookieOf(await fetch(`${url}/sign-in`, { method: 'POST', headers, body, redirect: 'manual' }));
}

function cookieOf(answer: Response): string {
  const [pair] = (answer.headers.get('set-cookie') ?? '').split(';');
  if (!pair) throw new Error(`HTTP ${answer.status} gave no cookie`);
  return pair;
}

async function withdraw({ holder, databaseUrls }: Making, entry: HistoryEntry) {
  let withdrawal: JsonObject = {};
  const listening: HolderTools = {
    ...holder,
    fetch: (url, init) => {
      if (url.endsWith('/withdrawals')) withdrawal = JSON.parse(init?.body as string) as JsonObject;
      return holder.fetch(url, init);
    },
  };
  await withdrawConsent(listening, entry);
  const [row] = await readRows<{ id: string }>(databaseUrls.verifier, 'SELECT "id" FROM "verifier_withdrawal"');
  return { withdrawal, withdrawalId: row?.id as string };
}

async function readLedgerTransactionId(cooperativeUrl: string): Promise<string> {
  const answer = await fetch(`${cooperativeUrl}/api/v1/ledger/entries?start=0&count=20`);
  const { leaves } = (await answer.json()) as { leaves: string[] };
  for (const leaf of leaves.map((text) => parseLogLeaf(decodeBase64url(text)))) {
    if (leaf.kind === 'ledger_transaction') return ledgerTransactionId(leaf.ledgerTransaction.body);
  }
  throw new Error('the log has no ledger transaction');
}

/** Asks a service's database beside the service. */
export async function readRows<Row>(url: string, sql: string): Promise<Row[]> {
  const database = await openDatabase({ url, entities: [], migrations: [] });
  try {
    return await database.tx((manager) => manager.query<Row[]>(sql));
  } finally {
    await database.close();
  }
}
