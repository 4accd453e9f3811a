import { receiveRequest } from '#holder';
import type { JsonObject } from '#primitives';
import type { PostalAddress } from '#postal-address';
import { NEAR_ADDRESSES, SAME_ADDRESSES } from '../customers/index.js';
import type { ServiceClient } from './call-service.js';
import { expectThat } from './expect-evidence.js';
import { textOf } from './text-of.js';
import { BANK_CONTRACT, CITY_CONTRACT, type AskedQuestion, type Evidence, type Walk } from './walk-step.js';

/** Step 5: the city asks which municipality and how long, the bank whether this is the address, in many spellings. */
export async function askQuestions(walk: Walk): Promise<Evidence> {
  const cityQuestion = await ask(walk, walk.city, { contract: CITY_CONTRACT });
  const sameAddresses = await askBank(walk, SAME_ADDRESSES);
  const nearAddresses = await askBank(walk, NEAR_ADDRESSES);
  Object.assign(walk.facts, { cityQuestion, sameAddresses, nearAddresses });
  const { payload } = cityQuestion.checked.request;
  const formats = (payload.verifier_info ?? []).map(({ format }) => format);
  expectThat(payload.client_id.startsWith('x509_hash:'), 'The request names its certificate.');
  expectThat(formats.length === 2, 'The request carries notice and state proof.');
  const [query] = payload.dcql_query.credentials;
  const asked = (query?.claims ?? []).map(({ path }) => path.join('.'));
  return {
    sentences: [
      `The city asks under ${CITY_CONTRACT}: ${asked.join(', ')}; signed (x509_hash), answered by ${payload.response_mode}.`,
      `The request carries ${formats.join(' and ')}; its nonce commits to the notice.`,
      `The bank asks under ${BANK_CONTRACT}: ${sameAddresses.length} spellings of one address, and ${nearAddresses.length} addresses near it.`,
    ],
    figures: { cityClaims: asked, spellings: sameAddresses.length, nearAddresses: nearAddresses.length },
  };
}

/** Creates a verification as an integrator does, and fetches its request as a wallet does. */
export async function ask(walk: Walk, asker: ServiceClient, wanted: JsonObject): Promise<AskedQuestion> {
  const created = await asker.call('POST', '/api/v1/verifications', wanted);
  const checked = await receiveRequest(walk.holder, textOf(created.walletLink));
  return { verificationId: textOf(created.id), checked };
}

async function askBank(walk: Walk, addresses: readonly PostalAddress[]): Promise<AskedQuestion[]> {
  const asked: AskedQuestion[] = [];
  for (const address of addresses) {
    const question = await ask(walk, walk.bank, { contract: BANK_CONTRACT, addresses: [{ ...address }] });
    const written = `${address.street_address}, ${address.postal_code} ${address.locality}`.replaceAll('\n', ' / ');
    asked.push({ ...question, address: written });
  }
  return asked;
}
