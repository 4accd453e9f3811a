import { isCodedError, refusal } from '#primitives';
import { isSecret } from '../hosted-pages/page-secrets.js';
import { redeemResult } from '../hosted-pages/redeem-result.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { requireVerification } from '../verifications/find-verification.js';
import { readVerification, type VerificationView } from '../verifications/read-verification.js';
import { errorOfOutcome, NOBODY_ANSWERED } from './authorization-errors.js';
import { isSettled, pageIdOf, type Interaction, type InteractionParts } from './interaction.js';

/**
 * Turns what came of the page into the interaction's result: the verification as account, or the error for the relying party.
 * If we die after the code was exchanged, the same code in the same browser is taken again.
 * @param responseCode with which the page sent the browser back; without one it gave up, which a page lets it do only at its end
 * @returns the way back into the authorization endpoint
 * @throws `response_code_differs`: of another request, or none of ours
 */
export async function finishInteraction(
  member: AskingMember,
  interaction: Interaction,
  responseCode: string | undefined,
  parts: InteractionParts,
): Promise<string> {
  if (isSettled(interaction)) return interaction.returnTo;
  const pageId = pageIdOf(interaction);
  if (pageId === undefined) throw codeDiffers();
  const view =
    responseCode === undefined ? undefined : await outcomeOf(member.slug, pageId, responseCode, parts.hosting);
  interaction.result = view === undefined ? { ...NOBODY_ANSWERED } : resultOf(view);
  await interaction.persist();
  return interaction.returnTo;
}

/** Which of the prompts was asked for makes no difference: the person has decided all of it in her wallet. */
function resultOf(view: VerificationView): NonNullable<Interaction['result']> {
  if (view.status !== 'verified' || view.decision !== 'verified' || view.closedAt === undefined) {
    return { ...errorOfOutcome(view) };
  }
  const ts = Math.floor(Date.parse(view.closedAt) / 1000);
  return { login: { accountId: view.id, ts, remember: false }, consent: {}, select_account: {} };
}

async function outcomeOf(
  tenantId: string,
  pageId: string,
  responseCode: string,
  hosting: InteractionParts['hosting'],
): Promise<VerificationView> {
  try {
    await redeemResult(tenantId, pageId, responseCode, hosting);
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'invalid_response_code') throw error;
    const page = await hosting.pages.find(tenantId, pageId);
    const wasRedeemed = page !== undefined && page.redeemedAt !== null;
    if (!wasRedeemed || !isSecret('result-code', responseCode, page.resultCodeDigest)) throw codeDiffers();
  }
  const { presentation } = await requireVerification(tenantId, pageId, hosting);
  return readVerification(presentation, hosting);
}

function codeDiffers() {
  return refusal('response_code_differs', 'The response code does not belong to this request.');
}
