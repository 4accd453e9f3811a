import { parseAuthorizationRequestLink } from '#openid4vp';
import { parseJws } from '#primitives';
import { makeCustomerCsv } from '../../dist/apps/demonstration/src/customers/index.js';
import { callOk, manage } from './call.mjs';
import { present, redeem } from './light-wallet.mjs';
import { makeSigner } from './measure-primitives.mjs';

const UTILITY = 'eaux-de-valserine';
const CITY = 'valserine-les-essais';

export function issuanceFlow(data, batch) {
  const issuer = `${data.urls.issuer}/${UTILITY}`;
  // Made before the clock starts: a wallet's keys are not the server's work.
  const keySets = Array.from({ length: 16 }, () => Array.from({ length: batch }, makeSigner));
  const dpopKeys = Array.from({ length: 64 }, makeSigner);
  let count = 0;
  const issue = async () => {
    const place = count++;
    const subjectRecordId = data.subjects[place % data.subjects.length];
    const offer = await manage(`${data.urls.issuer}/api/v1/offers`, data.apiKeys[UTILITY], { subjectRecordId });
    const keys = keySets[place % keySets.length];
    return { keys, credentials: await redeem(issuer, offer, dpopKeys[place % dpopKeys.length], keys) };
  };
  return {
    run: async () => void (await issue()),
    keepOne: async () => {
      const { keys, credentials } = await issue();
      return { compact: credentials[0], signer: keys[0] };
    },
  };
}

export function verificationFlow(data) {
  const verifications = `${data.urls.verifier}/api/v1/verifications`;
  const apiKey = data.apiKeys[CITY];
  return async () => {
    const { id, walletLink } = await manage(verifications, apiKey, { contract: 'city-resident-tariff' });
    const outcome = await present(walletLink, data.credential).catch((error) => error);
    const { status, verdicts } = await manage(`${verifications}/${id}`, apiKey);
    if (status === 'verified') return;
    const failed = verdicts
      ?.filter((verdict) => verdict.outcome === 'failed')
      .map(({ check, code }) => `${check}: ${code}`);
    throw new Error(`a verification ended as ${status} (${failed?.join(', ')})`, { cause: outcome });
  };
}

/** The question that a wallet is asked, as the peer is to ask it. */
export async function askedOf(data) {
  const verifications = `${data.urls.verifier}/api/v1/verifications`;
  const { walletLink } = await manage(verifications, data.apiKeys[CITY], { contract: 'city-resident-tariff' });
  const request = await callOk(parseAuthorizationRequestLink(walletLink).requestUri, { method: 'GET' });
  return parseJws(request, { maxLength: 256 * 1024, maxDepth: 24 }).payload.dcql_query;
}

export async function importCustomers(data) {
  const today = new Date().toISOString().slice(0, 10);
  const { csv } = makeCustomerCsv({ separator: ';', seed: 1, today });
  const headers = { authorization: `Bearer ${data.apiKeys[UTILITY]}` };
  await callOk(`${data.urls.issuer}/api/v1/imports`, {
    headers: { ...headers, 'content-type': 'text/csv' },
    body: csv,
  });
  const page = await callOk(`${data.urls.issuer}/api/v1/subject-records?limit=100`, { method: 'GET', headers });
  return page.items.map(({ id }) => id);
}
