import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import { Banner, PageShell, type Locale } from '#look';
import { encodeBase64url, encodeUtf8, sha256 } from '#primitives';
import { localeOf, pageHeaders, renderPage, sendPage } from '#service-kit/pages';
import type { ExplorerParts } from './explorer-parts.js';
import { linkTo } from './links.js';
import { PAGES_MESSAGES, type Section } from './pages.messages.js';

/** The page is everybody's, and new entries come every few seconds. */
const CACHE = 'public, max-age=5';
const TAG_BYTES = 16;
const NAVIGATION: readonly Section[] = ['overview', 'members', 'contracts', 'proposals', 'anchors', 'accounts', 'ledgerTransactions', 'log', 'find']; // prettier-ignore

/** What a page says between header and footer. */
export interface ExplorerView {
  section: Section;
  title: string;
  content: ComponentChildren;
  scripts?: readonly string[];
  status?: number;
}

/**
 * Answers with a page of the explorer in the person's language, once the index has what the log holds. Browsers and caches
 * may keep it for some seconds and then ask whether it is still the same.
 */
export async function answerPage(
  parts: Pick<ExplorerParts, 'follower' | 'brand'>,
  request: FastifyRequest,
  reply: FastifyReply,
  show: (locale: Locale) => Promise<ExplorerView>,
): Promise<void> {
  const locale = localeOf(request);
  const isComplete = await parts.follower.follow();
  const view = await show(locale);
  const page = {
    locale,
    title: `${view.title} – ${parts.brand}`,
    body: <ExplorerShell brand={parts.brand} locale={locale} view={view} isComplete={isComplete} url={request.url} />,
    styles: ['cooperative/explorer.css'],
    ...(view.scripts ? { scripts: view.scripts } : {}),
  };
  // The answer to a choice of language sets a cookie: nobody else's cache may keep it, nor a refusal.
  const { language } = request.query as { language?: unknown };
  const status = view.status ?? 200;
  if (language !== undefined || status >= 400) return sendPage(request, reply, page, { status });
  const html = renderPage(page);
  const tag = `"${encodeBase64url(sha256(encodeUtf8(html)).subarray(0, TAG_BYTES))}"`;
  void reply.headers({ ...pageHeaders(), 'cache-control': CACHE, etag: tag, 'content-language': locale });
  if (request.headers['if-none-match'] === tag) await reply.code(304).send();
  else
    await reply
      .code(view.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(html);
}

function ExplorerShell(props: { brand: string; locale: Locale; view: ExplorerView; isComplete: boolean; url: string }) {
  const { brand, locale, view, isComplete, url } = props;
  const messages = PAGES_MESSAGES[locale];
  return (
    <PageShell
      wide
      locale={locale}
      brand={brand}
      brandHref={linkTo.overview}
      navigation={NAVIGATION.map((section) => ({
        href: linkTo[section],
        label: messages.section[section],
        current: section === view.section,
      }))}
      navigationLabel={messages.sections}
      languageHref={(other) => languageHref(url, other)}
      footer={<p>{messages.footer}</p>}
    >
      {isComplete ? null : (
        <Banner kind="info" announce="status">
          <p>{messages.behind}</p>
        </Banner>
      )}
      {view.content}
    </PageShell>
  );
}

/** The same page, the same place in its list. */
function languageHref(url: string, locale: Locale): string {
  const query = new URLSearchParams(url.split('?', 2)[1] ?? '');
  query.set('language', locale);
  return `?${query.toString()}`;
}
