import { noticeOf, presentationNonce, type NoticeDelivery } from '#consent';
import { createAuthorizationRequestLink } from '#openid4vp';
import { canonicalAddress, type PostalAddress } from '#postal-address';
import { encodeBase64url, refusal, type Clock, type RandomBytes } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import type { SecretBox, SubjectVault } from '#service-kit/vault';
import type { AskingMember } from '../organisations/asking-member.js';
import type { Registry } from '../trust-refresh/registry.js';
import { buildQuestion } from './build-question.js';
import type { Presentation } from './presentation.js';
import type { Presentations } from './presentations.js';
import { sealQuestion } from './question-vault.js';
import { createResponseKey } from './response-key.js';

export interface WantedPresentation {
  contract: string;
  addresses?: PostalAddress[] | undefined;
  claims?: string[][] | undefined;
}

export interface AskedForPresentation {
  presentation: Presentation;
  walletLink: string;
  requestUri: string;
}

export interface AskingParts {
  publicUrl: string;
  requestLifetimeSeconds: number;
  registry: Pick<Registry, 'requireContract'>;
  presentations: Presentations;
  vault: SubjectVault;
  secretBox: SecretBox;
  clock: Clock;
  random: RandomBytes;
}

const ID_BYTES = 16;

/**
 * Prepares a request under a contract in force (OpenID4VP 1.0 §5): question, notice and nonce, and a key of its own for the
 * response. Durable on return; it is signed when the wallet fetches it, with the state proof of that moment.
 * @throws the codes of `buildQuestion`; `unknown_contract`, `contract_not_in_force`, `address_not_canonical`,
 * `trust_unavailable` (outage)
 */
export async function askPresentation(
  member: AskingMember,
  wanted: WantedPresentation,
  parts: AskingParts,
): Promise<AskedForPresentation> {
  const { publicUrl, clock, random } = parts;
  const { contract, member: record } = await parts.registry.requireContract(member.did, wanted.contract);
  const question = buildQuestion(contract, wanted.claims, canonicalForms(wanted.addresses ?? []));
  const tenantId = member.slug;
  const id = encodeBase64url(random(ID_BYTES));
  const withdrawalUri = publicEndpoint(publicUrl, tenantId, 'withdrawals');
  const notice: NoticeDelivery = {
    notice: noticeOf(contract, record, question.claims, withdrawalUri),
    random: encodeBase64url(random(32)),
  };
  const createdAt = clock();
  const presentation: Presentation = {
    ...{ tenantId, id, status: 'created', contractId: contract.id, contractVersion: contract.version },
    onWithdrawal: contract.onWithdrawal,
    anchoredBeforeDecision: contract.anchoredBeforeDecision,
    ...(await sealQuestion(parts.vault, { tenantId, id }, question.dcqlQuery)),
    notice,
    presentationNonce: presentationNonce(notice),
    stateParameter: encodeBase64url(random(ID_BYTES)),
    responseKey: createResponseKey(tenantId, id, parts),
    createdAt,
    expiresAt: createdAt + parts.requestLifetimeSeconds * 1000,
    ...{ openedAt: null, presentedAt: null, closedAt: null, redactedAt: null, retentionEndsAt: null },
    ...{ refusal: null, restricted: false },
  };
  await parts.presentations.insert(presentation);
  const requestUri = publicEndpoint(publicUrl, tenantId, 'requests', id);
  const walletLink = createAuthorizationRequestLink({ clientId: member.clientId, requestUri, requestUriMethod: 'get' });
  return { presentation, walletLink, requestUri };
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
