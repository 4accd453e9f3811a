import { cpSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { answerRequest, fetchLedgerProof, receiveRequest, withdrawConsent, type HistoryEntry } from '#holder';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { startIssuer } from '../../apps/issuer/src/start-issuer.js';
import { startVerifier } from '../../apps/verifier/src/start-verifier.js';
import { AskingClerk } from '../faults/asking-clerk.js';
import { Citizen } from '../faults/citizen.js';
import {
  ANCHOR_PERIOD_SECONDS,
  BANK,
  CITY,
  foundSmallCooperative,
  UTILITY,
  type SmallCooperative,
} from '../faults/found-small-cooperative.js';
import { call, HolderRequests } from '../faults/holder-requests.js';
import { UtilityOperator } from '../faults/utility-operator.js';
import { distinctiveCustomers, type DistinctiveCustomers } from './distinctive-customers.js';
import { RecordedTraffic } from './recorded-traffic.js';

const CUSTOMERS = 200;
const BANK_QUESTION = {
  addresses: [{ street_address: '1 BIS, RUE DES CHIMERELLES', postal_code: '01997', locality: 'VALFICTIF LES SONGES' }],
};
type ServiceName = 'issuer' | 'verifier' | 'cooperative';

/** The whole path once, talkative logs included, and everything that it left behind. */
export interface WalkedPath {
  small: SmallCooperative;
  customers: DistinctiveCustomers;
  citizen: Citizen;
  subjectRecordId: string;
  /** Presentations as the verifier names them. */
  verificationIds: string[];
  atBank: HistoryEntry;
  /** Withdrawn and erased. */
  atCity: HistoryEntry;
  transactionCodes: string[];
  traffic: RecordedTraffic;
  logs: Record<ServiceName, string>;
  /** Copies of each service's own folder as it was while they ran: write-ahead logs and all. */
  folderOf(service: ServiceName): string;
  close(): Promise<void>;
}

export async function walkPath(): Promise<WalkedPath> {
  const traffic = new RecordedTraffic();
  traffic.start();
  const customers = distinctiveCustomers(CUSTOMERS);
  const logs: Record<ServiceName, string> = { issuer: '', verifier: '', cooperative: '' };
  const logOf = (service: ServiceName) =>
    createLog({ service, level: 'debug', destination: { write: (line) => void (logs[service] += line) } });
  const small = await foundSmallCooperative({ logLevel: 'debug', log: logOf('cooperative') });
  const parts = { clock: small.clock.now, random: platformRandom };
  const quoting = quotingDatabase(customers.words[0] ?? '');
  const issuer = await startIssuer(small.issuerConfig(), { ...parts, log: logOf('issuer'), statementHooks: quoting });
  const verifier = await startVerifier(small.verifierConfig(), { ...parts, log: logOf('verifier') });
  const operator = await UtilityOperator.setUp(small.issuerConfig().publicUrl, issuer.setupLinks[0]?.code ?? '');
  await operator.importFile(customers.csv);
  await operator.importFile(customers.csv.replaceAll(';', '|'));
  const subjectRecordId = (await operator.find(customers.numbers[0] ?? '')) ?? '';
  const citizen = await Citizen.create(small, operator, subjectRecordId);
  const transactionCodes = await failToRedeem(small, operator, subjectRecordId);
  await citizen.ensureCredential();
  await issuer.drain();
  await verifier.runDueWork();
  const { publicUrl } = small.verifierConfig();
  const clerk = async (slug: string) => AskingClerk.setUp(publicUrl, (await verifier.createSetupLink(slug)).code);
  const [bank, city] = [await clerk(BANK.slug), await clerk(CITY.slug)];
  const bankQuestion = await bank.newQuestion('bank-account-opening', BANK_QUESTION);
  await citizen.present(bankQuestion.walletLink);
  const atBank = citizen.newestEntry();
  const cityQuestion = await city.newQuestion('city-resident-tariff');
  await citizen.present(cityQuestion.walletLink);
  const atCity = citizen.newestEntry();
  const refused = await city.newQuestion('city-resident-tariff');
  await answerRequest(citizen.tools, await receiveRequest(citizen.tools, refused.walletLink), () => false);
  small.clock.forward(ANCHOR_PERIOD_SECONDS * 1000);
  await verifier.runDueWork();
  for (const entry of [atBank, atCity]) await fetchLedgerProof(citizen.tools, entry);
  await withdrawConsent(citizen.tools, atBank);
  await withdrawConsent(citizen.tools, atCity);
  await sendGarbage(small, customers, citizen);
  await quoting.whileQuoting(() => operator.find(customers.numbers[1] ?? '').catch(() => undefined));
  await operator.revoke(subjectRecordId);
  await issuer.drain();
  small.clock.forward(ANCHOR_PERIOD_SECONDS * 1000);
  await verifier.runDueWork();
  const copies = join(small.folder, 'copies');
  for (const service of ['issuer', 'verifier', 'cooperative']) {
    cpSync(join(small.folder, service), join(copies, service), { recursive: true });
  }
  return {
    ...{ small, customers, citizen, subjectRecordId, atBank, atCity, transactionCodes, traffic, logs },
    verificationIds: [bankQuestion.id, cityQuestion.id, refused.id],
    folderOf: (service) => join(copies, service),
    async close() {
      traffic.stop();
      await verifier.close();
      await issuer.close();
      await small.close();
      await rm(small.folder, { recursive: true, force: true });
    },
  };
}

/** A wrong code, a right one, a used one. @returns transaction codes */
async function failToRedeem(small: SmallCooperative, operator: UtilityOperator, subjectRecordId: string) {
  const { preAuthorizedCode, transactionCode } = await operator.newOffer(subjectRecordId);
  const holder = new HolderRequests(`${small.issuerConfig().publicUrl}/${UTILITY.slug}`, small.clock.now);
  const wrong = transactionCode === '000000' ? '000001' : '000000';
  for (const code of [wrong, transactionCode, transactionCode]) await holder.token(preAuthorizedCode, code);
  return [transactionCode];
}

/** What parsers like to quote, at every door that takes a body. */
async function sendGarbage(small: SmallCooperative, { csv, words }: DistinctiveCustomers, citizen: Citizen) {
  const text = `{"${words.join('":{"')}`;
  const issuerUrl = small.issuerConfig().publicUrl;
  const verifierUrl = small.verifierConfig().publicUrl;
  const cooperativeUrl = small.cooperativeConfig.publicUrl;
  const places = [
    [`${issuerUrl}/${UTILITY.slug}/token`, 'application/x-www-form-urlencoded'],
    [`${issuerUrl}/${UTILITY.slug}/credential`, 'application/json'],
    [`${issuerUrl}/api/v1/imports?name=${words[0]}`, 'text/csv'],
    [`${issuerUrl}/api/v1/subject-records/search`, 'application/json'],
    [`${issuerUrl}/${words[0]}/token`, 'application/x-www-form-urlencoded'],
    [`${verifierUrl}/${CITY.slug}/withdrawals`, 'application/json'],
    [`${verifierUrl}/api/v1/verifications`, 'application/json'],
    [citizen.lastResponseUri, 'application/x-www-form-urlencoded'],
    [`${cooperativeUrl}/api/v1/ledger/transactions`, 'application/json'],
  ] as const;
  for (const [url, contentType] of places) {
    for (const body of [text, csv, citizen.lastResponse]) {
      const headers = { 'content-type': contentType, authorization: `Bearer ${words[1]}` };
      await call(url, { method: 'POST', headers, body }).catch(() => undefined);
    }
  }
}

/** A database whose errors quote the values that they stumbled over, as drivers do. */
function quotingDatabase(word: string) {
  let quoting = false;
  return {
    beforeStatement: () => {
      if (quoting) throw new Error(`duplicate value: '${word}'`, { cause: new TypeError(word) });
    },
    async whileQuoting(work: () => Promise<unknown>): Promise<void> {
      quoting = true;
      await work();
      quoting = false;
    },
  };
}
