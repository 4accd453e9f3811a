import { encodeBase64url, refusal, type RandomBytes } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import type { KeyedDigests } from '../keyed-digests.js';
import type { SubjectRecordStore } from '../subject-records/subject-record-store.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { AccountProvider, AccountRound } from './account-provider.js';
import { endOnce, type EndParts } from './end-sign-in.js';
import { customerLookupOf, LONGEST_TYPED } from './letter-code-text.js';
import type { SignInCompletion } from './sign-in-completion.js';
import { requireOpen, type OpenParts, type OpenSignIn, type OwnSignIn } from './open-sign-in.js';

export interface AccountSignInParts extends OpenParts, EndParts {
  subjects: Pick<SubjectRecordStore, 'findByCustomer'>;
  /** By tenant; those that have none are not there. */
  accountProviders: ReadonlyMap<string, AccountProvider>;
  keys: KeyedDigests;
  completion: SignInCompletion;
  random: RandomBytes;
}

/** Where the provider sends the browser back; registered there. */
export function accountRedirectUri(tenant: Pick<IssuingTenant, 'identifier'>): string {
  return publicEndpoint(tenant.identifier, 'sign-in', 'return');
}

/** @returns which sign-in an answer of the provider is for, as far as it says */
export function signInIdOf(stateParameter: unknown): string {
  return typeof stateParameter === 'string' ? (stateParameter.split('.', 1)[0] as string) : '';
}

/**
 * Sends the browser to the utility's own provider. A further round takes the place of the one before.
 * @returns where it goes
 * @throws `account_unavailable`, and what `AccountProvider.begin` throws
 */
export async function beginAccountRound(
  { signIn, secret }: OpenSignIn,
  tenant: IssuingTenant,
  parts: AccountSignInParts,
): Promise<string> {
  const { tenantId, id } = signIn;
  const state = `${id}.${encodeBase64url(parts.random(16))}`;
  const { location, round } = await providerOf(tenantId, parts).begin(accountRedirectUri(tenant), state);
  await parts.signIns.change(tenantId, id, { round: secret.seal('round', { ...round }, signIn, parts.random) });
  return location;
}

/**
 * Takes the answer of the provider, once, in the browser that was sent there, and ends the authorization with a code or leads on.
 *
 * If we die here: the round is used up, the citizen begins another one.
 * @param answer the address to which the browser came, by our public URL
 * @throws `account_unknown` where no customer has the number that the account names; what `AccountProvider.finish` and
 *   `SignInCompletion` throw
 */
export async function finishAccountRound(
  own: OwnSignIn,
  answer: URL,
  parts: AccountSignInParts,
): Promise<{ redirectTo: string }> {
  const open = await requireOpen(own, parts);
  const { signIn, secret } = open;
  const { tenantId, id } = signIn;
  if (signIn.round === null) throw refusal('account_refused', 'No answer is awaited.');
  const round = secret.open('round', signIn.round, signIn, parts.random) as unknown as AccountRound;
  // Used up before it is used: an answer that leaks is worth nothing.
  await parts.signIns.change(tenantId, id, { round: null });
  const customerNumber = await providerOf(tenantId, parts).finish(answer, round);
  const subjectRecordId = await findSubject(tenantId, customerNumber, parts);
  const complete = () => parts.completion.complete(open, subjectRecordId);
  const ended = await endOnce<{ signedIn: string }>(open, complete, parts);
  return 'signedIn' in ended ? parts.completion.goOn(open, ended.signedIn) : ended;
}

async function findSubject(
  tenantId: string,
  customerNumber: string | undefined,
  parts: AccountSignInParts,
): Promise<string> {
  if (customerNumber !== undefined && customerNumber.length <= LONGEST_TYPED) {
    const lookup = await customerLookupOf(tenantId, customerNumber, parts.keys);
    const found = await parts.subjects.findByCustomer(tenantId, lookup);
    if (found !== null) return found.id;
  }
  throw refusal('account_unknown', 'No customer has the number that the account names.');
}

function providerOf(tenantId: string, { accountProviders }: AccountSignInParts): AccountProvider {
  const provider = accountProviders.get(tenantId);
  if (provider === undefined) throw refusal('account_unavailable', 'This utility has no sign-in of its own.');
  return provider;
}
