import { acceptOffer, readOffer, receiveRequest, type CheckedRequest, type HolderTools } from '#holder';
import { createVerifierClient, requireAnswer, type VerifierClient, type VerifierSchemas } from '#api-clients';
import type { JsonObject } from '#primitives';
import { urlOf } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { makeCustomerCsv, SAME_ADDRESSES } from '../../apps/demonstration/src/customers/index.js';
import { BANK, BANK_CONTRACT, type CITY, CITY_CONTRACT, WATER, type TestCooperation } from './cooperation.js';

const CUSTOMERS = 12;

/** Imports a few customers. @returns the subject records in the file's order */
export async function importCustomers(cooperation: TestCooperation): Promise<string[]> {
  const today = new Date(cooperation.clock()).toISOString().slice(0, 10);
  const file = makeCustomerCsv({ separator: ';', seed: 7, today, customers: CUSTOMERS });
  const utility = cooperation.client(WATER);
  await utility.upload('/api/v1/imports', file.csv);
  const ids: string[] = [];
  for (const { customer_number: customerNumber } of file.people) {
    const { items } = await utility.call('POST', '/api/v1/subject-records/search', { customerNumber });
    ids.push(((items as JsonObject[])[0] as { id: string }).id);
  }
  return ids;
}

export interface MadeOffer {
  link: string;
  transactionCode: string;
}

/** @param credentialTypeId a file of schemas/credential-types/; the utility's first where it is left out */
export async function offer(
  cooperation: TestCooperation,
  subjectRecordId: string,
  credentialTypeId?: string,
): Promise<MadeOffer> {
  const wanted = { subjectRecordId, ...(credentialTypeId === undefined ? {} : { credentialTypeId }) };
  const made = await cooperation.client(WATER).call('POST', '/api/v1/offers', wanted);
  return { link: made.credentialOffer as string, transactionCode: made.transactionCode as string };
}

/** Offer and redemption, as they should be. */
export async function receiveCredentials(
  cooperation: TestCooperation,
  holder: HolderTools,
  subjectRecordId: string,
  credentialTypeId?: string,
) {
  const { link, transactionCode } = await offer(cooperation, subjectRecordId, credentialTypeId);
  return acceptOffer(holder, await readOffer(holder.fetch, link), transactionCode);
}

/** By link: what a wallet can follow. */
export type Asked = Required<Pick<VerifierSchemas['VerificationAsked'], 'id' | 'walletLink' | 'requestUri'>>;

export const CITY_QUESTION = { contract: CITY_CONTRACT };
export const BANK_QUESTION = { contract: BANK_CONTRACT, addresses: [{ ...SAME_ADDRESSES[0] }] };

export async function ask(cooperation: TestCooperation, slug: typeof BANK | typeof CITY): Promise<Asked> {
  const question = slug === BANK ? BANK_QUESTION : CITY_QUESTION;
  const asked = await verifierClient(cooperation, slug).POST('/api/v1/verifications', { body: question });
  const { id, walletLink, requestUri } = requireAnswer(asked);
  if (walletLink === undefined || requestUri === undefined) throw new Error('no link came back');
  return { id, walletLink, requestUri };
}

/** The typed client, with a tenant's key. */
export function verifierClient(cooperation: TestCooperation, slug: string): VerifierClient {
  return createVerifierClient({ baseUrl: urlOf(cooperation.ports.verifier), token: cooperation.apiKeyOf(slug) });
}

export async function askAndReceive(
  cooperation: TestCooperation,
  holder: HolderTools,
  slug: typeof BANK | typeof CITY,
): Promise<{ id: string; checked: CheckedRequest }> {
  const { id, walletLink } = await ask(cooperation, slug);
  return { id, checked: await receiveRequest(holder, walletLink) };
}

/** What the asker reads, and the codes of the checks that failed. */
export async function readVerification(cooperation: TestCooperation, slug: string, id: string) {
  const client = verifierClient(cooperation, slug);
  const view = requireAnswer(await client.GET('/api/v1/verifications/{id}', { params: { path: { id } } }));
  const failed = view.verdicts
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ check, code }) => `${check}: ${code}`);
  return { view, status: view.status, failed };
}
