import { describeAlarm, type WatchReport } from '#anchoring/watch';
import { Banner, DataTable, Moment, type Locale } from '#look';
import { WATCH_MESSAGES } from './watch.messages.js';

/** What this service and those of the other colleges show of one ledger, and what is wrong with it. */
export function WatchedServices({ report, locale }: { report: WatchReport; locale: Locale }) {
  const messages = WATCH_MESSAGES[locale];
  return (
    <section class="l-stack">
      <h2>{messages.title}</h2>
      <p>{messages.lead}</p>
      {report.alarms.length === 0 ? <p>{messages.allAgree}</p> : null}
      {report.alarms.map((alarm) => (
        <Banner kind={alarm.severity === 'alarm' ? 'danger' : 'warning'} title={messages[alarm.severity]}>
          <p>{describeAlarm(alarm, locale)}</p>
        </Banner>
      ))}
      <DataTable
        caption={messages.caption}
        empty=""
        columns={[messages.source, messages.outcome, messages.size, messages.attestedAt]}
        rows={report.sources.map(({ name, outcome, last }) => [
          name,
          messages.outcomes[outcome],
          last === null ? '' : String(last.size),
          last === null ? '' : <Moment seconds={last.attestedAt} locale={locale} precision="second" />,
        ])}
      />
    </section>
  );
}
