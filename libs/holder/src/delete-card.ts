import type { HolderTools } from './holder-tools.js';
import { heldCards } from './held-cards.js';
import { refusal, secondsOf } from '#primitives';

/**
 * Deletes a card with all its credentials. What was shared with them stays in the history and can still be withdrawn, for the
 * key that signs a withdrawal lies beside the entry.
 * @throws `card_unknown`
 */
export async function deleteCard(tools: Pick<HolderTools, 'wallet' | 'clock'>, id: string): Promise<void> {
  const card = heldCards(tools.wallet.state, secondsOf(tools.clock)).find((held) => held.id === id);
  if (card === undefined) throw refusal('card_unknown', 'There is no such card in this wallet.');
  await tools.wallet.record({ kind: 'credentials_deleted', credentials: card.credentials.map((held) => held.id) });
}
