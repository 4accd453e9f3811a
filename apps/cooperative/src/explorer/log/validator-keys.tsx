import { DataTable, type Locale } from '#look';
import type { Validator, ValidatorKeyRecord } from '#ledger';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { VALIDATOR_KEYS_MESSAGES } from './validator-keys.messages.js';

interface ValidatorKeysProps {
  keys: readonly ValidatorKeyRecord[];
  /** Who votes now, as the state names them. */
  validators: readonly Validator[];
  locale: Locale;
}

/** Whose keys vote, which did, and what was proved against any of them; nothing on a ledger without validators. */
export function ValidatorKeys({ keys, validators, locale }: ValidatorKeysProps) {
  if (keys.length === 0) return null;
  const messages = VALIDATOR_KEYS_MESSAGES[locale];
  const acting = new Set(validators.map(({ publicKey }) => publicKey));
  return (
    <section class="l-stack">
      <h2>{messages.title}</h2>
      <p>{messages.lead}</p>
      <DataTable
        caption={messages.caption}
        empty=""
        columns={[messages.member, messages.college, messages.key, messages.standing]}
        rows={keys.map((key) => [
          <a href={linkTo.member(key.member)}>{key.member}</a>,
          PAGES_MESSAGES[locale].colleges[key.college],
          <Digest text={key.publicKey} />,
          standingOf(key, acting.has(key.publicKey), locale),
        ])}
      />
    </section>
  );
}

function standingOf({ misbehaviour }: ValidatorKeyRecord, isActing: boolean, locale: Locale): string {
  const messages = VALIDATOR_KEYS_MESSAGES[locale];
  const now = isActing ? messages.votes : messages.votesNoMore;
  if (misbehaviour === null) return now;
  const proved = messages.proved[misbehaviour.kind](misbehaviour.height);
  const parts = misbehaviour.suspended ? [proved, messages.suspended] : [now, proved, messages.recorded];
  return parts.join(messages.separator);
}
