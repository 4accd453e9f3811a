import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '#look';
import type { Clock } from '#primitives';
import { localeOf, sendPage } from '#service-kit/pages';
import { walletLinks, type WalletPlaces } from '../hosted-pages/wallet-links.js';
import type { AskingMember } from '../organisations/asking-member.js';
import type { CustomerScreen } from './customer-screen.js';
import { CustomerScreenView } from './customer-screen-view.js';
import { CUSTOMER_SCREEN_MESSAGES } from './customer-screen.messages.js';
import { screenUrl } from './make-screen.js';
import type { ScreenState } from './screen-state.js';

export interface ScreenPlaces extends WalletPlaces {
  clock: Clock;
}

/** For those without JavaScript. */
const REFRESH_SECONDS = 5;

/** @param shown.chosen the language of the screen's address, where there is one */
export function sendCustomerScreen(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { member: AskingMember; screen: CustomerScreen; state: ScreenState; chosen: Locale | undefined },
  places: ScreenPlaces,
): void {
  const { member, screen, state } = shown;
  const locale = shown.chosen ?? localeOf(request);
  const path = (...rest: string[]) => new URL(screenUrl(places.publicUrl, screen, ...rest)).pathname;
  const { stage, presentation } = state;
  const props = {
    ...{ locale, stage, memberName: member.name },
    secondsLeft: Math.max(0, Math.floor((presentation.expiresAt - places.clock()) / 1000)),
    link: walletLinks(member, presentation, places).elsewhere,
    hrefIn: (one: Locale) => `${path()}?in=${one}`,
    live: { state: path('state'), events: path('events') },
  };
  const moves = stage === 'waiting' || stage === 'opened';
  sendPage(request, reply, {
    locale,
    title: `${CUSTOMER_SCREEN_MESSAGES[locale].title} – ${member.name}`,
    body: <CustomerScreenView {...props} />,
    scripts: ['verifier/live-page.js'],
    styles: ['verifier/verifier-pages.css'],
    ...(moves ? { refreshSeconds: REFRESH_SECONDS } : {}),
  });
}
