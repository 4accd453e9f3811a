import { Banner, Button, DataTable, Field, Moment, TextArea, type Locale } from '#look';
import type { CustomerFileShape } from '../intake/customer-file-shape.js';
import type { ImportSummary } from './console-views.js';
import { IMPORTS_MESSAGES } from './imports.messages.js';

const MEGABYTE = 1024 * 1024;

/** Why a whole file was refused. */
export interface FileRefusal {
  rule: string;
  line?: number | undefined;
  column?: string | undefined;
}

export interface ImportsPageProps {
  locale: Locale;
  shape: CustomerFileShape;
  past: readonly ImportSummary[];
  refused?: FileRefusal | undefined;
}

/**
 * A script sends the chosen file as it is, with progress; forms alone can't without a parser for their envelope, so rows can be
 * pasted where there is no script.
 */
export function ImportsPage({ locale, shape, past, refused }: ImportsPageProps) {
  const messages = IMPORTS_MESSAGES[locale];
  const rows = new Intl.NumberFormat(locale).format(shape.limits.maxRows);
  return (
    <>
      <p class="l-lead">{messages.lead}</p>
      {refused === undefined ? null : <RefusedFile locale={locale} shape={shape} refused={refused} />}
      <form class="l-card console-narrow" data-upload hidden>
        <Field
          id="file"
          type="file"
          accept=".csv,text/csv,text/plain"
          required
          label={messages.file}
          hint={messages.fileHint(shape.limits.maxBytes / MEGABYTE, rows)}
        />
        <Button type="submit">{messages.upload}</Button>
        <div class="l-progress" hidden data-progress>
          <label for="sent" data-sending={messages.uploading} data-reading={messages.reading}>
            {messages.uploading}
          </label>
          <progress id="sent" max={1} value={0} />
        </div>
        <p role="status" data-status data-broken={messages.broken} />
      </form>
      <details class="l-card console-narrow" open data-paste>
        <summary>{messages.paste}</summary>
        <form method="post" action="/imports" data-once>
          <TextArea
            id="rows"
            label={messages.file}
            hint={`${messages.fileHint(shape.limits.maxBytes / MEGABYTE, rows)} ${messages.pasteHint}`}
            rows={8}
            required
            spellcheck={false}
          />
          <Button type="submit" kind="secondary">
            {messages.pasteButton}
          </Button>
        </form>
      </details>
      <Columns locale={locale} shape={shape} />
      <PastImports locale={locale} past={past} />
    </>
  );
}

function RefusedFile({
  locale,
  shape,
  refused,
}: Required<Pick<ImportsPageProps, 'locale' | 'shape'>> & { refused: FileRefusal }) {
  const messages = IMPORTS_MESSAGES[locale];
  const { rule, line, column } = refused;
  return (
    <Banner kind="danger" announce="alert" title={messages.refusedFile}>
      <p>
        {[
          shape.rules[rule]?.sentence[locale],
          line === undefined ? undefined : messages.line(line),
          column === undefined ? undefined : messages.column(column),
          messages.nothingStored,
        ]
          .filter((part) => part !== undefined)
          .join(' ')}
      </p>
    </Banner>
  );
}

function Columns({ locale, shape }: Pick<ImportsPageProps, 'locale' | 'shape'>) {
  const { columns: messages } = IMPORTS_MESSAGES[locale];
  return (
    <details>
      <summary>{messages.title}</summary>
      <p>{messages.lead}</p>
      <DataTable
        caption={<span class="l-visually-hidden">{messages.title}</span>}
        columns={[messages.name, messages.required, messages.also]}
        rows={shape.columns.map(({ name, required, aliases }) => [
          <code key={name}>{name}</code>,
          required ? messages.yes : messages.no,
          aliases.join(', '),
        ])}
        empty=""
      />
    </details>
  );
}

function PastImports({ locale, past }: Pick<ImportsPageProps, 'locale' | 'past'>) {
  const { past: messages } = IMPORTS_MESSAGES[locale];
  return (
    <section>
      <h2>{messages.title}</h2>
      <DataTable
        caption={<span class="l-visually-hidden">{messages.title}</span>}
        columns={[messages.at, messages.accepted, messages.unchanged, messages.refused, messages.suppressed]}
        rows={past.map(({ id, createdAt, accepted, unchanged, refused, suppressed }) => [
          <a key={id} href={`/imports/${id}`}>
            <Moment seconds={createdAt / 1000} locale={locale} precision="second" />
          </a>,
          accepted,
          unchanged,
          refused,
          suppressed,
        ])}
        empty={messages.empty}
      />
    </section>
  );
}
