import type { FastifyReply, FastifyRequest } from 'fastify';
import { localeOf, sendPage } from '#service-kit/pages';
import type { AskingMember } from '../organisations/asking-member.js';
import { PROVIDER_PAGE_MESSAGES, type ProviderPageReason } from './provider-page.messages.js';
import { ProviderPageView } from './provider-page-view.js';

export interface ProviderPage {
  reason: ProviderPageReason;
  code: string;
  status: number;
  /** Where the relying party whose request this was has its redirect URI. */
  redirectUri: string | undefined;
}

/** Tells a person why she is not led on, in our look and her language. */
export function sendProviderPage(
  request: FastifyRequest,
  reply: FastifyReply,
  member: AskingMember,
  { reason, code, status, redirectUri }: ProviderPage,
): void {
  const locale = localeOf(request);
  const { title } = PROVIDER_PAGE_MESSAGES[locale].reasons[reason];
  const backTo = redirectUri === undefined ? undefined : new URL('/', redirectUri).href;
  const body = <ProviderPageView {...{ locale, brand: member.name, reason, code, backTo }} />;
  sendPage(request, reply, { locale, title: `${title} – ${member.name}`, body }, { status });
}
