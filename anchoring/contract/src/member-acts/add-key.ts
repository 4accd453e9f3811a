import { refusal } from '#primitives';
import { MAX_KEYS, type Term } from '#ledger';

/**
 * The keys with one more, and perhaps an earlier one whose term ends sooner. Where there are too many, those go whose term
 * is over.
 * @param nameOf what names a key in its list
 * @param retire name of the key that retires, and when; before now means now
 * @param now seconds since the epoch
 * @throws `key_exists`, `key_unknown`, `too_many_keys`
 */
export function addKey<Key extends Term>(
  keys: readonly Key[],
  added: Key,
  retire: { name: string; until: number } | null,
  nameOf: (key: Key) => string,
  now: number,
): Key[] {
  if (keys.some((key) => nameOf(key) === nameOf(added))) throw refusal('key_exists', 'The key stands already.');
  if (retire !== null && !keys.some((key) => nameOf(key) === retire.name)) {
    throw refusal('key_unknown', 'The key that retires does not stand.');
  }
  const kept = keys.map((key) =>
    retire !== null && nameOf(key) === retire.name ? endKey(key, retire.until, now) : key,
  );
  const all = [...kept, added];
  if (all.length <= MAX_KEYS) return all;
  const standing = all.filter(({ until }) => until === null || until > now);
  if (standing.length > MAX_KEYS) throw refusal('too_many_keys', 'The member has as many keys as it may.');
  return standing;
}

/** A term gets shorter, never longer; one that has not begun ends as it begins. */
function endKey<Key extends Term>(key: Key, wanted: number, now: number): Key {
  const until = Math.max(wanted, now, key.from);
  return { ...key, until: key.until === null ? until : Math.min(key.until, until) };
}
