import { Banner, Button, Facts, formatMoment, LinkButton, type Locale } from '#look';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import { nameOf } from './customers-page.js';
import { LETTER_CODE_MESSAGES } from './letter-code.messages.js';

export interface LetterCodePageProps {
  locale: Locale;
  utility: string;
  /** Of the page where the code is typed in. */
  host: string;
  record: StoredSubjectRecord;
  /** Absent where its time is over, or another session made the letter. */
  letter: { letterCode: string; expiresAt: string } | undefined;
}

/** A letter with the code, to be printed while it is shown. */
export function LetterCodePage(props: LetterCodePageProps) {
  const { locale, record, letter } = props;
  const { letter: messages } = LETTER_CODE_MESSAGES[locale];
  return (
    <>
      <div class="console-screen l-stack">
        {letter === undefined ? (
          <Banner kind="warning" title={messages.gone}>
            <p>{messages.goneAnswer}</p>
          </Banner>
        ) : (
          <Banner kind="info" title={messages.advice} />
        )}
        <p class="l-row">
          {letter === undefined ? null : (
            <Button hidden data-print>
              {messages.print}
            </Button>
          )}
          <LinkButton kind="secondary" href={`/customers/${record.id}`}>
            {messages.back}
          </LinkButton>
        </p>
      </div>
      {letter === undefined ? null : <Letter {...props} letter={letter} />}
    </>
  );
}

function Letter({
  locale,
  utility,
  host,
  record,
  letter,
}: LetterCodePageProps & { letter: { letterCode: string; expiresAt: string } }) {
  const { letter: messages } = LETTER_CODE_MESSAGES[locale];
  const until = formatMoment(Date.parse(letter.expiresAt) / 1000, locale, 'day');
  return (
    <article class="console-letter l-card">
      <p>
        <strong>{utility}</strong>
      </p>
      <address>{[nameOf(record), record.streetAddress, `${record.postalCode} ${record.locality}`].join('\n')}</address>
      <h2>{messages.subject}</h2>
      <p>{messages.greeting(nameOf(record))}</p>
      <p>{messages.what(utility)}</p>
      <Facts
        facts={[
          [messages.number, record.customerNumber],
          [messages.code, <span class="console-code">{letter.letterCode}</span>],
        ]}
      />
      <h3>{messages.stepsTitle}</h3>
      <ol>
        {messages.steps(utility, host).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{messages.until(until)}</p>
      <p>
        <strong>{messages.careful(utility)}</strong>
      </p>
      <p>{messages.closing}</p>
      <p>{utility}</p>
    </article>
  );
}
