import type Provider from 'oidc-provider';
import { isJsonObject, type JsonValue } from '#primitives';
import type { HostedPageParts } from '../hosted-pages/create-hosted-page.js';

/** An authorization request whose person is with us, as the library keeps it. */
export type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

export interface InteractionParts {
  publicUrl: string;
  /** For pages that lead back to ourselves. */
  hosting: HostedPageParts;
}

/** The page that was made for it; kept where its result will be. */
export function pageIdOf({ result }: Pick<Interaction, 'result'>): string | undefined {
  const page = result?.page as JsonValue | undefined;
  return isJsonObject(page) && typeof page.id === 'string' ? page.id : undefined;
}

/** Durable on return. */
export async function keepPage(interaction: Interaction, id: string): Promise<void> {
  interaction.result = { page: { id } };
  await interaction.persist();
}

/** Whether it is over, and only the way back is left. */
export function isSettled({ result }: Pick<Interaction, 'result'>): boolean {
  return result?.login !== undefined || result?.error !== undefined;
}
