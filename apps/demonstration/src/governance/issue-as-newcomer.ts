import { acceptOffer, readOffer } from '#holder';
import { isJsonObject } from '#primitives';
import { makeCustomerCsv } from '../customers/index.js';
import { makeSetupLink, redeemSetupCode } from '../supervisor/setup-links.js';
import { ServiceClient } from '../walk/call-service.js';
import { expectThat } from '../walk/expect-evidence.js';
import { textOf } from '../walk/text-of.js';
import type { Evidence } from '../walk/walk-step.js';
import { didOf, GAS, type Assembly } from './assembly.js';

const CUSTOMERS = 12;

/** The issuer is started again with one more tenant; a citizen's wallet takes a proof from it, since the registry names it. */
export async function issueAsNewcomer(assembly: Assembly): Promise<Evidence> {
  const { cooperation, holder, clock } = assembly;
  await cooperation.process('issuer').stop();
  await cooperation.restart('issuer');
  const { code } = await makeSetupLink('issuer', GAS.slug, cooperation.command);
  const { apiKey } = await redeemSetupCode(cooperation.urls.issuer, code);
  const utility = new ServiceClient(cooperation.urls.issuer, apiKey);
  const today = new Date(clock()).toISOString().slice(0, 10);
  const file = makeCustomerCsv({
    ...{ separator: ';', seed: 8, today, customers: CUSTOMERS },
    ...{ numberPrefix: 'G', supplyType: 'gas' },
  });
  const { accepted } = await utility.upload('/api/v1/imports', file.csv);
  expectThat(accepted === CUSTOMERS, `${CUSTOMERS} customers were accepted, not ${textOf(accepted)}.`);
  const [customer] = file.people;
  const { items } = await utility.call('POST', '/api/v1/subject-records/search', {
    customerNumber: customer?.customer_number ?? '',
  });
  const [record] = Array.isArray(items) ? items.filter(isJsonObject) : [];
  const offered = await utility.call('POST', '/api/v1/offers', { subjectRecordId: textOf(record?.id) });
  const preview = await readOffer(holder.fetch, textOf(offered.credentialOffer));
  const credentials = await acceptOffer(holder, preview, textOf(offered.transactionCode));
  const issuers = new Set(credentials.map(({ issuer }) => issuer.member));
  expectThat(issuers.size === 1 && issuers.has(didOf(assembly, GAS)), 'The wallet knows the new utility as issuer.');
  return {
    sentences: [
      `${GAS.name} imported ${CUSTOMERS} customers and offered a proof to one of them.`,
      `The wallet found it accredited in the ledger's state, and holds ${credentials.length} credentials of it.`,
    ],
    figures: { credentials: credentials.length, issuer: didOf(assembly, GAS) },
  };
}
