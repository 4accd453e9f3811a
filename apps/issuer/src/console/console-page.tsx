import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import { Button, PageShell, type Locale } from '#look';
import { localeOf, sendPage } from '#service-kit/pages';
import { PAGE_ACTIONS, type OperatorSession } from '#service-kit/sessions';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { CONSOLE_MESSAGES, type Section } from './console.messages.js';

const PATHS: Readonly<Record<Section, string>> = {
  start: '/',
  imports: '/imports',
  customers: '/customers',
  issuances: '/issuances',
};

/** Who asks for a page, and how it is answered. */
export interface Visit {
  request: FastifyRequest;
  reply: FastifyReply;
  session: OperatorSession;
  tenant: IssuingTenant;
}

export interface ConsolePage {
  /** The page's h1, and the tab's name. */
  title: string;
  section?: Section;
  /** Its own address, for the language switch; the request's where nothing is said. */
  path?: string;
  status?: number;
  scripts?: readonly string[];
  body: (locale: Locale) => ComponentChildren;
}

/** A page of the console: navigation, whose it is, sign-out. */
export function sendConsolePage(visit: Visit, { title, section, path, status, scripts = [], body }: ConsolePage): void {
  const { request, reply, tenant } = visit;
  const locale = localeOf(request);
  const messages = CONSOLE_MESSAGES[locale];
  // Where nobody decides on requests, none ever waits.
  const sections = (Object.keys(PATHS) as Section[]).filter(
    (one) => one !== 'issuances' || tenant.approval === 'operator',
  );
  const navigation = sections.map((one) => ({
    href: PATHS[one],
    label: messages.sections[one],
    current: one === section,
  }));
  const shell = (
    <PageShell
      locale={locale}
      brand={tenant.name}
      brandHref="/"
      navigation={navigation}
      navigationLabel={messages.navigation}
      languageHref={(one) => inLanguage(path ?? request.url, one)}
      actions={
        <form method="post" action="/sign-out">
          <Button type="submit" kind="quiet">
            {messages.signOut}
          </Button>
        </form>
      }
      footer={<p>{messages.footer}</p>}
      wide
    >
      <h1>{title}</h1>
      {body(locale)}
    </PageShell>
  );
  sendPage(
    request,
    reply,
    {
      locale,
      title: `${title} – ${tenant.name}`,
      body: shell,
      scripts: [...PAGE_ACTIONS, ...scripts],
      styles: ['issuer/console.css'],
    },
    { status: status ?? 200 },
  );
}

/** The same page in another language. @param address path and query of ours */
function inLanguage(address: string, locale: Locale): string {
  const url = new URL(address, 'http://console.invalid');
  url.searchParams.set('language', locale);
  return `${url.pathname}${url.search}`;
}
