import { isJsonObject, parseJson, type JsonValue } from '#primitives';
import { createHostedPage } from '../hosted-pages/create-hosted-page.js';
import { pageUrl } from '../hosted-pages/page-places.js';
import type { AskingMember } from '../organisations/asking-member.js';
import type { WantedPresentation } from '../presentation-requests/ask-presentation.js';
import { errorOfQuestion } from './authorization-errors.js';
import { isSettled, keepPage, pageIdOf, type Interaction, type InteractionParts } from './interaction.js';
import type { OpenidProvider } from './openid-providers.js';
import { returnUrlOf } from './provider-places.js';
import { requestedAddresses } from './requested-address.js';

/**
 * Makes the page on which the person answers, and says where the browser goes. If we die between page and note, she gets another
 * page; the first is opened by nobody and ends by its time.
 * @returns the page's address; or the way back, where the question can't be asked or was answered already
 */
export async function beginInteraction(
  member: AskingMember,
  known: OpenidProvider,
  interaction: Interaction,
  parts: InteractionParts,
): Promise<string> {
  if (isSettled(interaction)) return interaction.returnTo;
  const opened = await openedPage(member, interaction, parts);
  if (opened !== undefined) return opened;
  const clientId = String(interaction.params.client_id);
  const returnUrl = returnUrlOf(parts.publicUrl, member.slug, interaction.uid, clientId);
  const devices = known.relyingParties.find((party) => party.clientId === clientId)?.devices ?? 'same';
  try {
    const wanted = wantedOf(known, interaction);
    const { page, url } = await createHostedPage(member, wanted, { returnUrl, devices }, parts.hosting);
    await keepPage(interaction, page.id);
    return url;
  } catch (error) {
    interaction.result = { ...errorOfQuestion(error) };
    await interaction.persist();
    return interaction.returnTo;
  }
}

/** A page that this browser has opened is shown again; its address opens once. */
async function openedPage(
  member: AskingMember,
  interaction: Interaction,
  { publicUrl, hosting }: InteractionParts,
): Promise<string | undefined> {
  const id = pageIdOf(interaction);
  const page = id === undefined ? undefined : await hosting.pages.find(member.slug, id);
  return page === undefined || page.sessionDigest === null ? undefined : pageUrl(publicUrl, page);
}

/** The policy of the provider has seen to it that there is exactly one registered scope. */
function wantedOf({ scopes }: OpenidProvider, { params }: Interaction): WantedPresentation {
  const asked = String(params.scope).split(' ');
  const scope = scopes.find(({ name }) => asked.includes(name));
  if (scope === undefined) throw new Error('an interaction has a registered scope');
  const addresses = requestedAddresses(claimsOf(params.claims)) ?? [];
  return {
    contract: scope.contract,
    ...(scope.claims === undefined ? {} : { claims: scope.claims }),
    ...(scope.policy === undefined ? {} : { policy: scope.policy }),
    ...(addresses.length === 0 ? {} : { addresses }),
  };
}

/** As the library has checked it. */
function claimsOf(parameter: unknown): JsonValue {
  const claims = typeof parameter === 'string' ? parseJson(parameter) : null;
  return isJsonObject(claims) ? claims : {};
}
