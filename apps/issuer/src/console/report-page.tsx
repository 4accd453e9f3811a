import { Banner, Button, DataTable, LinkButton, Moment, type Locale } from '#look';
import type { RowProblem } from '../intake/check-row.js';
import type { CustomerFileShape } from '../intake/customer-file-shape.js';
import type { ImportOutcome } from '../intake/import-customer-file.js';
import { REPORT_MESSAGES } from './report.messages.js';

/** On the page; the download has all that were kept. */
const SHOWN_PROBLEMS = 200;

export interface ReportPageProps {
  locale: Locale;
  report: ImportOutcome & { createdAt: number };
  shape: CustomerFileShape;
  mayForget: boolean;
}

/** What became of a file, row by row where rows were refused. */
export function ReportPage({ locale, report, shape, mayForget }: ReportPageProps) {
  const messages = REPORT_MESSAGES[locale];
  const figures = [
    [messages.accepted, report.accepted],
    [messages.unchanged, report.unchanged],
    [messages.refused, report.refused],
    ...(report.suppressed > 0 ? [[messages.suppressed, report.suppressed] as const] : []),
  ] as const;
  const number = new Intl.NumberFormat(locale);
  return (
    <>
      <p>
        {messages.at} <Moment seconds={report.createdAt / 1000} locale={locale} precision="second" />.
      </p>
      <dl class="console-figures">
        {figures.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{number.format(count)}</dd>
          </div>
        ))}
      </dl>
      {report.suppressed > 0 ? <p class="l-hint">{messages.suppressedHint}</p> : null}
      {report.refused === 0 ? <Banner kind="success" title={messages.allGood} /> : null}
      {report.refused > 0 && report.problems === null ? <Banner title={messages.problems.forgotten} /> : null}
      {report.problems === null || report.problems.length === 0 ? null : (
        <Problems locale={locale} id={report.id} problems={report.problems} shape={shape} mayForget={mayForget} />
      )}
      <p class="l-row">
        <LinkButton href="/customers">{messages.next}</LinkButton>
        <LinkButton kind="secondary" href="/imports">
          {messages.another}
        </LinkButton>
      </p>
    </>
  );
}

function Problems(props: {
  locale: Locale;
  id: string;
  problems: readonly RowProblem[];
  shape: CustomerFileShape;
  mayForget: boolean;
}) {
  const { locale, id, problems, shape } = props;
  const { problems: messages } = REPORT_MESSAGES[locale];
  return (
    <section class="l-stack">
      <h2>{messages.title}</h2>
      <p>
        {messages.lead}
        {problems.length > SHOWN_PROBLEMS ? ` ${messages.more(SHOWN_PROBLEMS)}` : ''}
      </p>
      <p>
        <LinkButton kind="secondary" href={`/imports/${id}/refused-rows.csv`} download>
          {messages.download}
        </LinkButton>
      </p>
      <DataTable
        caption={<span class="l-visually-hidden">{messages.title}</span>}
        columns={[messages.line, messages.column, messages.rule, messages.value]}
        rows={problems
          .slice(0, SHOWN_PROBLEMS)
          .map(({ line, column, rule, value }) => [
            line,
            column === '' ? messages.row : <code>{column}</code>,
            shape.rules[rule]?.sentence[locale] ?? rule,
            value,
          ])}
        empty={messages.empty}
      />
      {props.mayForget ? (
        <form method="post" action={`/imports/${id}/forgetting`} data-once>
          <p class="l-hint" id="forget-hint">
            {messages.forgetHint}
          </p>
          <Button type="submit" kind="danger" aria-describedby="forget-hint">
            {messages.forget}
          </Button>
        </form>
      ) : null}
    </section>
  );
}
