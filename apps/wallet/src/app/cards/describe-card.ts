import type { HeldCard, TypeDisplay } from '#holder';
import { formatMoment } from '#look';
import type { JsonValue } from '#primitives';
import { typeset } from '../shell/french-spaces.js';
import type { Locale } from '../wallet-context.js';
import { CARD_MESSAGES } from './cards.messages.js';

/** A card as home and details show it. */
export interface CardDescription {
  id: string;
  title: string;
  issuer: string;
  colour: string | undefined;
  /** Which home it speaks of, so that two cards can be told apart. */
  place: string | undefined;
  /** How many proofs are left, and until when. */
  supply: string;
  /** What the person should do, and how urgent it is. */
  warning: { kind: 'warning' | 'danger'; sentence: string } | undefined;
}

/** So few proofs left, or so few days, that it is time to ask for new ones. */
const FEW_PROOFS = 2;
const FEW_DAYS = 3;
const DAY_SECONDS = 86_400;

/** @param now seconds since the epoch */
export function describeCard(
  card: HeldCard,
  display: TypeDisplay | undefined,
  now: number,
  locale: Locale,
): CardDescription {
  const words = CARD_MESSAGES[locale];
  const day = formatMoment(card.validUntil, locale, 'day');
  const supply = {
    usable: words.remaining(card.remaining, day),
    used_up: words.usedUp,
    expired: words.expired(day),
  }[card.state];
  return typeset(
    {
      id: card.id,
      title: display?.name[locale] ?? words.unnamed,
      issuer: card.issuer.name,
      colour: display?.colour,
      place: placeOf(card.claims),
      supply,
      warning: warningOf(card, now, locale),
    },
    locale,
  );
}

function warningOf(card: HeldCard, now: number, locale: Locale): CardDescription['warning'] {
  const words = CARD_MESSAGES[locale];
  const issuer = card.issuer.name;
  if (card.state === 'used_up') return { kind: 'danger', sentence: words.warnUsedUp(issuer) };
  if (card.state === 'expired') return { kind: 'danger', sentence: words.warnExpired(issuer) };
  const daysLeft = Math.floor((card.validUntil - now) / DAY_SECONDS);
  if (card.remaining <= FEW_PROOFS) return { kind: 'warning', sentence: words.warnFew(card.remaining, issuer) };
  if (daysLeft < FEW_DAYS) return { kind: 'warning', sentence: words.warnSoon(issuer) };
  return undefined;
}

function placeOf(claims: Record<string, JsonValue>): string | undefined {
  const { address } = claims;
  if (typeof address !== 'object' || address === null || Array.isArray(address)) return undefined;
  const parts = [address.street_address, address.locality].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return parts.length === 0 ? undefined : parts.join(', ').replace(/\s*\n\s*/g, ', ');
}
