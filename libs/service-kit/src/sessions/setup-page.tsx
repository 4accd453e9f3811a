import { Banner, Button, Field, LinkButton, PageShell, type Locale } from '#look';
import { SIGN_IN_MESSAGES } from './sign-in.messages.js';

export interface SetupPageProps {
  locale: Locale;
  brand: string;
  problem?: 'wrong' | 'later' | undefined;
}

/**
 * What a one-time link opens. The code stands in the link's fragment, which browsers send to nobody: a script puts it into the field,
 * and without scripts it is pasted. A link preview that opens the page uses nothing up.
 */
export function SetupPage({ locale, brand, problem }: SetupPageProps) {
  const { setup: messages } = SIGN_IN_MESSAGES[locale];
  return (
    <PageShell locale={locale} brand={brand} languageHref={(one) => `/setup?language=${one}`}>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      {problem === 'wrong' ? (
        <Banner kind="danger" announce="alert" title={messages.wrong}>
          <p>{messages.wrongAnswer}</p>
        </Banner>
      ) : null}
      {problem === 'later' ? <Banner kind="warning" announce="alert" title={messages.later} /> : null}
      <p>{messages.what}</p>
      <p>{messages.once}</p>
      <form method="post" action="/setup" data-once>
        <Field
          id="code"
          label={messages.code}
          hint={messages.codeHint}
          type="text"
          autocomplete="off"
          spellcheck={false}
          required
          maxLength={400}
          data-from-fragment
        />
        <div class="l-row">
          <Button type="submit">{messages.button}</Button>
          <LinkButton kind="quiet" href="/sign-in">
            {messages.toSignIn}
          </LinkButton>
        </div>
      </form>
    </PageShell>
  );
}

/** @param accessKey absent where it is no longer shown */
export function AccessKeyPage(props: {
  locale: Locale;
  brand: string;
  tenant: string;
  accessKey?: string | undefined;
  language: (locale: Locale) => string;
}) {
  const { locale, brand, tenant, accessKey } = props;
  const { key: messages } = SIGN_IN_MESSAGES[locale];
  return (
    <PageShell locale={locale} brand={brand} languageHref={props.language}>
      <h1>{accessKey === undefined ? messages.gone : messages.title}</h1>
      <p class="l-lead">{messages.lead(tenant)}</p>
      {accessKey === undefined ? (
        <p>{messages.goneAnswer}</p>
      ) : (
        <>
          <Banner kind="warning" title={messages.keep}>
            <p>{messages.keepAnswer}</p>
            <p>{messages.shown}</p>
          </Banner>
          <div class="l-card l-stack">
            <p id="key-name">{messages.key}</p>
            <pre id="access-key" aria-labelledby="key-name" tabIndex={0}>
              {accessKey}
            </pre>
            <div class="l-row">
              <Button
                kind="secondary"
                hidden
                data-copy="access-key"
                data-done={messages.copied}
                data-failed={messages.notCopied}
              >
                {messages.copy}
              </Button>
              <span role="status" />
            </div>
          </div>
        </>
      )}
      <p>
        <LinkButton href="/">{messages.next}</LinkButton>
      </p>
    </PageShell>
  );
}
