import { expect } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryEntry } from '#holder';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { startIssuer } from '../../apps/issuer/src/start-issuer.js';
import { startVerifier, type RunningVerifier } from '../../apps/verifier/src/start-verifier.js';
import { AskingClerk, type Asked } from './asking-clerk.js';
import { Citizen } from './citizen.js';
import { CrashingService } from './crashing-service.js';
import { BANK, CITY, foundSmallCooperative, type SmallCooperative } from './found-small-cooperative.js';
import { readRows } from './read-tables.js';
import { UtilityOperator } from './utility-operator.js';

/** As the bank wrote the address that the citizen gave; the utility wrote it otherwise. */
export const ADDRESS = {
  street_address: '12 bis, RUE DES CHIMERES',
  postal_code: '01990',
  locality: 'VALSERINE LES ESSAIS',
};
export const CITY_CONTRACT = 'city-resident-tariff';
export const BANK_CONTRACT = 'bank-account-opening';
/** Longer than an outbox row stays leased to a worker that died, and than its first repetition waits. */
const LEASE_MILLISECONDS = 31_000;

/** A bank and a city whose service crashes, a citizen who answers them, and everyone else in good health. */
export interface AskingScene {
  small: SmallCooperative;
  verifier: CrashingService<RunningVerifier>;
  bank: AskingClerk;
  city: AskingClerk;
  citizen: Citizen;
  /** Asks and answers at the city; credentials are fetched where none is left. */
  presentToCity(): Promise<{ asked: Asked; entry: HistoryEntry }>;
  presentToBank(): Promise<{ asked: Asked; entry: HistoryEntry }>;
  /** Everything that is due, with what a dead worker had leased. */
  finishDueWork(): Promise<void>;
  rowsOf<Row>(sql: string, ...values: unknown[]): Row[];
  keyRowsOf<Row>(sql: string, ...values: unknown[]): Row[];
  /** The bytes of the data on disk, the write-ahead log included. */
  dataFiles(): string;
  close(): Promise<void>;
}

/** @param tenant what the verifier's configuration says of each tenant beyond its name */
export async function openAskingScene(tenant: { pageReturnOrigins?: string[] } = {}): Promise<AskingScene> {
  const small = await foundSmallCooperative();
  const log = createLog({ service: 'test', level: 'silent' });
  const parts = { clock: small.clock.now, random: platformRandom, log };
  const issuer = await startIssuer(small.issuerConfig(), parts);
  const configOn = (folder: string) => {
    const config = small.verifierConfig(folder);
    return { ...config, tenants: config.tenants.map((known) => ({ ...known, ...tenant })) };
  };
  const verifier = new CrashingService(small.folder, small.verifierConfig().dataFolder, (folder, statementHooks) =>
    startVerifier(configOn(folder), { ...parts, statementHooks }),
  );
  await verifier.start();
  const operator = await UtilityOperator.setUp(small.issuerConfig().publicUrl, issuer.setupLinks[0]?.code ?? '');
  const { publicUrl } = small.verifierConfig();
  const clerk = async (slug: string) =>
    AskingClerk.setUp(publicUrl, (await verifier.running.createSetupLink(slug)).code);
  const bank = await clerk(BANK.slug);
  const city = await clerk(CITY.slug);
  const citizen = await Citizen.create(small, operator, (await operator.newCustomer()).subjectRecordId);
  await issuer.drain();
  await verifier.running.runDueWork();
  const rowsIn =
    (database: string) =>
    <Row>(sql: string, ...values: unknown[]) =>
      readRows<Row>(join(verifier.folder, database), sql, ...values);
  const present = async (asked: Asked) => {
    await citizen.ensureCredential();
    await citizen.present(asked.walletLink);
    return { asked, entry: citizen.newestEntry() };
  };
  return {
    ...{ small, verifier, bank, city, citizen },
    presentToCity: async () => present(await city.newQuestion(CITY_CONTRACT)),
    presentToBank: async () => present(await bank.newQuestion(BANK_CONTRACT, { addresses: [ADDRESS] })),
    async finishDueWork() {
      small.clock.forward(LEASE_MILLISECONDS);
      await verifier.running.runDueWork();
      expect(rowsIn('verifier.sqlite')('SELECT "kind", "lastErrorCode" FROM "kit_outbox"')).toEqual([]);
    },
    rowsOf: rowsIn('verifier.sqlite'),
    keyRowsOf: rowsIn('keys.sqlite'),
    dataFiles: () => bytesOfData(verifier.folder),
    async close() {
      await verifier.close();
      await issuer.close();
      await small.close();
      await rm(small.folder, { recursive: true, force: true });
    },
  };
}

function bytesOfData(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.startsWith('verifier.sqlite'));
  return names.map((name) => readFileSync(join(folder, name), 'latin1')).join('');
}
