import type { CredentialType } from '#credential-types';
import { noticeOf, presentationNonce, type NoticeDelivery } from '#consent';
import {
  createAuthorizationRequestLink,
  encodeTransactionData,
  type DcqlQuery,
  type TransactionDataEntry,
} from '#openid4vp';
import { canonicalAddress, type PostalAddress } from '#postal-address';
import { encodeBase64url, refusal, type Clock, type RandomBytes } from '#primitives';
import { createResponseKey } from '#service-kit/presentation-exchange';
import { publicEndpoint } from '#service-kit/url';
import type { SecretBox, SubjectVault } from '#service-kit/vault';
import type { AskingMember } from '../organisations/asking-member.js';
import type { Registry } from '../trust-refresh/registry.js';
import type { Policies } from '../policies/policies.js';
import { chooseQuestion } from './choose-question.js';
import { sealExpected, type ExpectedNames } from './expected-vault.js';
import type { Presentation, ResponseKeys } from './presentation.js';
import type { Presentations } from './presentations.js';
import { sealQuestion } from './question-vault.js';

export interface WantedPresentation {
  contract: string;
  addresses?: PostalAddress[] | undefined;
  claims?: string[][] | undefined;
  /** A query of the tenant's own; it must lie within the contract. */
  dcql?: DcqlQuery | undefined;
  /** By which the answer is judged, and what is asked for that. */
  policy?: string | undefined;
  /** Whom the tenant expects; never part of the request. */
  expected?: ExpectedNames | undefined;
  /** What the person is to authorise with the presentation (OpenID4VP 1.0 §8.4). */
  transactionData?: TransactionDataEntry[] | undefined;
}

/** The hosted page that asks, as its presentations know it. */
export type AskingPage = Pick<Presentation, 'pageId' | 'codeAwaited' | 'askableUntil'>;

const NO_PAGE: AskingPage = { pageId: null, codeAwaited: false, askableUntil: null };

export interface AskingParts {
  publicUrl: string;
  /** Where wallets other than ours are reached. */
  walletAuthorizationEndpoint: string;
  requestLifetimeSeconds: number;
  registry: Pick<Registry, 'requireContract'>;
  credentialTypes: readonly CredentialType[];
  policies: Policies;
  presentations: Presentations;
  vault: SubjectVault;
  secretBox: SecretBox;
  clock: Clock;
  random: RandomBytes;
}

const ID_BYTES = 16;

/** Value of the parameter `device` in the request URI for a wallet on the browser's own device, and in the response URI that it names. */
export const SAME_DEVICE = 'same';

/** A wallet that posts gets a request made for it alone (OpenID4VP 1.0 §5.10); one that can't, fetches with GET. */
export const REQUEST_URI_METHOD = 'post' as const;

/** Where a wallet finds the request, and the standard link to it. */
export function requestLinks(
  member: Pick<AskingMember, 'slug' | 'clientId'>,
  { id }: Pick<Presentation, 'id'>,
  { publicUrl, walletAuthorizationEndpoint }: Pick<AskingParts, 'publicUrl' | 'walletAuthorizationEndpoint'>,
): { walletLink: string; requestUri: string } {
  const requestUri = publicEndpoint(publicUrl, member.slug, 'requests', id);
  const link = { clientId: member.clientId, requestUri, requestUriMethod: REQUEST_URI_METHOD };
  return { walletLink: createAuthorizationRequestLink(link, walletAuthorizationEndpoint), requestUri };
}

/** HAIP 1.0 §5: a key for each request; a page asks by the Digital Credentials API too. In clear there is none. */
function responseKeysFor(
  { responseMode }: AskingMember,
  place: { tenantId: string; id: string },
  hasPage: boolean,
  parts: AskingParts,
): ResponseKeys | null {
  if (responseMode === 'direct_post') return null;
  const key = createResponseKey(place, parts);
  return hasPage ? { ...key, dcApi: createResponseKey(place, parts) } : key;
}

/**
 * Asks under a contract in force (OpenID4VP 1.0 §5): makes question, notice and nonce, and a key of its own for the response; stores
 * nothing but the key of a sealed question. The request is signed when the wallet fetches it, with the state proof of that moment.
 * Never within a unit of the database: it may wait for the ledger to be read.
 * @param page the hosted page that asks, if one does
 * @throws the codes of `chooseQuestion` and `encodeTransactionData`; `unknown_policy`, `unknown_contract`, `contract_not_in_force`,
 * `address_not_canonical`,
 * `trust_unavailable` (outage)
 */
export async function preparePresentation(
  member: AskingMember,
  wanted: WantedPresentation,
  parts: AskingParts,
  page: AskingPage = NO_PAGE,
): Promise<Presentation> {
  const { publicUrl, clock, random } = parts;
  const { contract, member: record } = await parts.registry.requireContract(member.did, wanted.contract);
  const addresses = canonicalForms(wanted.addresses ?? []);
  const policy = wanted.policy === undefined ? undefined : parts.policies.require(wanted.policy);
  const question = chooseQuestion(contract, { ...wanted, policy, addresses }, parts.credentialTypes);
  const { transactionData: entries } = wanted;
  const transactionData = entries === undefined ? undefined : encodeTransactionData(entries, question.dcqlQuery);
  const tenantId = member.slug;
  const id = encodeBase64url(random(ID_BYTES));
  const withdrawalUri = publicEndpoint(publicUrl, tenantId, 'withdrawals');
  const notice: NoticeDelivery = {
    notice: noticeOf(contract, record, question.claims, withdrawalUri),
    random: encodeBase64url(random(32)),
  };
  const createdAt = clock();
  return {
    ...{ tenantId, id, status: 'created', contractId: contract.id, contractVersion: contract.version },
    onWithdrawal: contract.onWithdrawal,
    anchoredBeforeDecision: contract.anchoredBeforeDecision,
    ...(await sealQuestion(parts.vault, { tenantId, id }, { dcqlQuery: question.dcqlQuery, transactionData })),
    notice,
    presentationNonce: presentationNonce(notice),
    stateParameter: encodeBase64url(random(ID_BYTES)),
    responseMode: member.responseMode,
    responseKey: responseKeysFor(member, { tenantId, id }, page.pageId !== null, parts),
    createdAt,
    expiresAt: createdAt + parts.requestLifetimeSeconds * 1000,
    ...{ openedAt: null, presentedAt: null, closedAt: null, redactedAt: null, retentionEndsAt: null },
    ...{ refusal: null, restricted: false, paperPathAt: null },
    ...page,
    ...{ policyId: policy?.id ?? null, policyVersion: policy?.version ?? null, replaced: false },
    sealedExpected: await sealExpected(parts.vault, { tenantId, id }, wanted),
  };
}

/** Different spellings of one address become one value. */
function canonicalForms(addresses: readonly PostalAddress[]): string[] {
  const forms = addresses.map((address, index) => {
    const form = canonicalAddress(address);
    if (form.outcome === 'canonical') return form.canonical;
    throw refusal('address_not_canonical', `Address ${index + 1} has no normal form: ${form.code} (${form.field}).`);
  });
  return [...new Set(forms)];
}
