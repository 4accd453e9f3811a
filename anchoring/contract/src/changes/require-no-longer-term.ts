import { refusal } from '#primitives';
import type { RegisteredKey } from '#ledger';

/**
 * A term gets shorter, never longer, by vote as by rotation: what was proposed before a member retired a key does not bring
 * that key back.
 * @throws `key_term_longer`
 */
export function requireNoLongerTerm(standing: readonly RegisteredKey[], wanted: readonly RegisteredKey[]): void {
  for (const { digest, until } of wanted) {
    const ends = standing.find((key) => key.digest === digest)?.until ?? null;
    if (ends !== null && (until === null || until > ends)) {
      throw refusal('key_term_longer', 'A key would be in force for longer than it stands.');
    }
  }
}
