import type { FastifyRequest } from 'fastify';
import { PageShell, LinkButton } from '#look';
import type { CodedError } from '#primitives';
import { ERROR_PAGE_MESSAGES } from './error-page.messages.js';
import { localeOf } from './page-locale.js';
import { renderPage } from './send-page.js';

export interface ErrorPageOptions {
  /** Paths that a person opens; everything else answers programs. */
  paths: (path: string) => boolean;
  /** Whose page it is. */
  brand: string;
  /** Where the button leads on a path's page; `/` without it, and `undefined` says that there is none. */
  homeOf?: (path: string) => string | undefined;
  /** Better words for some codes: an app's own sentences, by language. */
  sentenceOf?: (code: string, locale: 'en' | 'fr') => string | undefined;
}

/** An error as a page in the person's language. The code is shown, so that she can tell us. */
export function renderErrorPage(
  options: ErrorPageOptions,
  error: CodedError,
  status: number,
  request: FastifyRequest,
): string {
  const locale = localeOf(request);
  const home = options.homeOf === undefined ? '/' : options.homeOf(request.url.split('?', 1)[0] as string);
  const messages = ERROR_PAGE_MESSAGES[locale];
  const kind = kindOf(error, status);
  const sentence = error.fault === 'refusal' ? options.sentenceOf?.(error.code, locale) : undefined;
  return renderPage({
    locale,
    title: `${messages.title[kind]} – ${options.brand}`,
    body: (
      <PageShell locale={locale} brand={options.brand}>
        <h1>{messages.title[kind]}</h1>
        <p>{sentence ?? messages.sentence[kind]}</p>
        <p class="l-hint">
          {messages.code}: <code>{error.code}</code>
        </p>
        {home === undefined ? null : (
          <p>
            <LinkButton kind="secondary" href={home}>
              {messages.back}
            </LinkButton>
          </p>
        )}
      </PageShell>
    ),
  });
}

function kindOf({ fault }: CodedError, status: number): 'notFound' | 'refused' | 'busy' | 'broken' {
  if (fault === 'bug') return 'broken';
  if (fault === 'outage') return 'busy';
  return status === 404 ? 'notFound' : 'refused';
}
