import { Banner, Button, Choice, Field, LinkButton, type Locale } from '#look';
import { REVOCATION_REASONS } from '../revocation/revocation-reasons.js';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import { CUSTOMER_MESSAGES } from './customer.messages.js';
import { durationText } from './duration.messages.js';
import { nameOf } from './customers-page.js';
import { ENDING_MESSAGES } from './ending.messages.js';

interface EndingProps {
  locale: Locale;
  record: StoredSubjectRecord;
  formToken: string;
}

/** What withdrawing does, in words, before it is done. */
export function RevocationPage({
  locale,
  record,
  formToken,
  boundSeconds,
  revocationCohortSeconds,
  missing,
}: EndingProps & { boundSeconds: number; revocationCohortSeconds: number; missing?: boolean }) {
  const { revoke: messages, cancel } = ENDING_MESSAGES[locale];
  const { reasons } = CUSTOMER_MESSAGES[locale];
  return (
    <div class="console-narrow l-stack">
      <p class="l-lead">{messages.who(nameOf(record))}</p>
      <ul>
        <li>{messages.atOnce(durationText(boundSeconds, locale))}</li>
        <li>{messages.together(durationText(boundSeconds + revocationCohortSeconds, locale))}</li>
        <li>{messages.offers}</li>
        <li>{messages.stays}</li>
      </ul>
      <Banner kind="warning" title={messages.forGood} />
      {missing ? <Banner kind="danger" announce="alert" title={messages.missing} /> : null}
      <form method="post" action={`/customers/${record.id}/revocation`} data-once>
        <input type="hidden" name="formToken" value={formToken} />
        <Choice
          legend={messages.reason}
          name="reason"
          required
          options={REVOCATION_REASONS.map((reason) => ({ value: reason, label: reasons[reason] }))}
        />
        <div class="l-row">
          <Button type="submit" kind="danger">
            {messages.button}
          </Button>
          <LinkButton kind="secondary" href={`/customers/${record.id}`}>
            {cancel}
          </LinkButton>
        </div>
      </form>
    </div>
  );
}

/** Erasing is confirmed by typing, because nothing brings it back. */
export function ErasurePage({ locale, record, formToken, wrong }: EndingProps & { wrong?: boolean }) {
  const { erase: messages, cancel } = ENDING_MESSAGES[locale];
  return (
    <div class="console-narrow l-stack">
      <p class="l-lead">{messages.who(nameOf(record))}</p>
      <ul>
        {messages.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <Banner kind="warning" title={messages.forGood} />
      <form method="post" action={`/customers/${record.id}/erasure`} data-once>
        <input type="hidden" name="formToken" value={formToken} />
        <Field
          id="confirmation"
          label={messages.confirm}
          hint={messages.confirmHint(record.customerNumber)}
          error={wrong ? messages.wrong : undefined}
          autocomplete="off"
          spellcheck={false}
          required
          maxLength={100}
        />
        <div class="l-row">
          <Button type="submit" kind="danger">
            {messages.button}
          </Button>
          <LinkButton kind="secondary" href={`/customers/${record.id}`}>
            {cancel}
          </LinkButton>
        </div>
      </form>
    </div>
  );
}
