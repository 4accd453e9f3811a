import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { loadCountersConfig } from '../../apps/demonstration/src/counters/counters.config.js';
import { startCounters } from '../../apps/demonstration/src/counters/start-counters.js';
import { makeCustomerCsv, type CustomerRow } from '../../apps/demonstration/src/customers/index.js';
import { writeJson } from '../../apps/demonstration/src/founding/data-folder.js';
import { urlOf, type PlaceName } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { setupLinkCommand } from '../../apps/issuer/src/start-setup.js';
import { loadIssuerConfig } from '../../apps/issuer/src/issuer.config.js';
import type { SetupRole } from '../../apps/verifier/src/start-setup.js';
import { startWallet, type WalletService } from '../../apps/wallet/src/server/start-wallet.js';
import { loadWalletConfig } from '../../apps/wallet/src/server/wallet.config.js';
import { buildWallet } from '../browser/deliver-wallet.js';
import { startChromium } from '../environment/chromium.mjs';
import { databasesUnderTest, type DatabaseUnderTest } from '../environment/databases.js';
import { startMailServer, type MailServer } from '../environment/mail-server.js';
import { BANK, CITY, foundTestCooperation, WATER, type TestCooperation } from '../flows/cooperation.js';

/** So that whoever waits for the ledger in a browser waits seconds. */
const ANCHOR_PERIOD_SECONDS = 1;
const CUSTOMERS = 6;

/** Everything that people open, running: the services of test/flows, the wallet, the counters, and one browser. */
export interface PagesScene {
  cooperation: TestCooperation;
  urls: Readonly<Record<PlaceName, string>>;
  browser: Browser;
  /** By which the verifier sends. */
  mail: MailServer;
  /** A customer file with broken rows. */
  csv: string;
  /** A good row of it. */
  customer: CustomerRow;
  /** Further good rows. */
  others: readonly CustomerRow[];
  /** A one-time link into a member's pages. */
  setupLink(service: 'issuer' | 'verifier', slug: string, role?: SetupRole): Promise<string>;
  /** Puts another version of the wallet in the place of this one. @param version sixteen hexadecimal digits */
  releaseWallet(version: string): Promise<void>;
  close(): Promise<void>;
}

export async function makePagesScene(): Promise<PagesScene> {
  buildWallet();
  const [sqlite] = databasesUnderTest();
  const mail = await startMailServer();
  const cooperation = await foundTestCooperation(sqlite as DatabaseUnderTest, ANCHOR_PERIOD_SECONDS, {
    mail: { host: 'localhost', port: mail.port, from: 'guichet@banque.example' },
  });
  const closers: (() => Promise<unknown>)[] = [() => cooperation.close(), () => mail.close()];
  try {
    const counters = await openCounters(cooperation);
    closers.unshift(() => counters.close());
    const wallet = await openWallet(cooperation);
    closers.unshift(() => wallet.close());
    const browser = await startChromium();
    closers.unshift(() => browser.close());
    const { clock, folder, ports } = cooperation;
    const today = new Date(clock()).toISOString().slice(0, 10);
    const { csv, people } = makeCustomerCsv({ separator: ';', seed: 7, today, customers: CUSTOMERS });
    const [customer, ...others] = people;
    return {
      ...{ cooperation, browser, mail, csv, customer: customer as CustomerRow, others },
      urls: Object.fromEntries(
        Object.entries(ports).map(([place, port]) => [place, urlOf(port)]),
      ) as PagesScene['urls'],
      setupLink: async (service, slug, role) => {
        if (service === 'verifier') return (await cooperation.verifier.createSetupLink(slug, role)).link;
        const config = loadIssuerConfig(folder.configOf('issuer'), {});
        return setupLinkCommand(config, slug, { clock, random: platformRandom });
      },
      releaseWallet: wallet.release,
      close: () => closeAll(closers),
    };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers) await close();
}

function openCounters({ clock, folder, apiKeyOf }: TestCooperation) {
  const keys = writeJson(folder.counterKeys, { [BANK]: apiKeyOf(BANK), [CITY]: apiKeyOf(CITY) });
  const log = createLog({ service: 'counters', level: 'silent' });
  return keys.then(() =>
    startCounters(loadCountersConfig(folder.configOf('counters'), {}), { clock, random: platformRandom, log }),
  );
}

/** The built app from a folder of its own, in which a test may change it. */
async function openWallet({ folder }: TestCooperation) {
  const appFolder = join(folder.folderOf('wallet'), 'app');
  await cp(resolve(import.meta.dirname, '../../dist/wallet'), appFolder, { recursive: true });
  const config = { ...loadWalletConfig(folder.configOf('wallet'), {}), appFolder };
  const log = createLog({ service: 'wallet', level: 'silent' });
  let service: WalletService | undefined = await startWallet(config, { log });
  return {
    release: async (version: string) => {
      const worker = join(appFolder, 'service-worker.js');
      await writeFile(worker, (await readFile(worker, 'utf8')).replace(/[0-9a-f]{16}/, version));
      await service?.close();
      service = await startWallet(config, { log });
    },
    close: async () => service?.close(),
  };
}

export { BANK, CITY, WATER };
