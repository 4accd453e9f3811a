import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Locale } from '#look';
import { assetUrl } from './page-assets.js';
import { pageHeaders } from './page-headers.js';
import { keepLocale, localeOf } from './page-locale.js';

export interface Page {
  locale: Locale;
  /** What the tab says; the page's own title comes first. */
  title: string;
  body: VNode;
  /** Names below `dist/browser/`: `verifier/hosted-page.js`. */
  scripts?: readonly string[];
  /** Beside `look.css`, which every page has. */
  styles?: readonly string[];
  /** Seconds until the page asks again, for those without JavaScript. */
  refreshSeconds?: number;
}

/** A whole document. Texts are escaped by Preact; there is no raw HTML anywhere. */
export function renderPage({ locale, title, body, scripts = [], styles = [], refreshSeconds }: Page): string {
  const document = (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {['look.css', ...styles].map((name) => (
          <link key={name} rel="stylesheet" href={assetUrl(name)} />
        ))}
        <link rel="icon" href="data:," />
        {scripts.map((name) => (
          <script key={name} type="module" src={assetUrl(name)} />
        ))}
        {refreshSeconds === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body>{body}</body>
    </html>
  );
  return `<!doctype html>${renderToString(document)}`;
}

/**
 * Answers with a page: its headers, its language, and the language that was chosen kept.
 * @param options.headers override the page's own: a public page may be cached
 */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Omit<Page, 'locale'> & { locale?: Locale },
  options: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): void {
  const locale = page.locale ?? localeOf(request);
  keepLocale(request, reply);
  void reply
    .code(options.status ?? 200)
    .headers({ ...pageHeaders(), ...options.headers, 'content-language': locale })
    .type('text/html; charset=utf-8')
    .send(renderPage({ ...page, locale }));
}
