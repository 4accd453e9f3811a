import type { ShownOffer } from '#holder';
import type { Locale } from '../wallet-context.js';
import { OFFER_MESSAGES } from './offer.messages.js';

/** An offer as the screen shows it, before anything of the person is fetched. */
export interface OfferDescription {
  /** As the registry names the issuer; what it calls itself only where the registry doesn't know it. */
  name: string;
  legalId: string | undefined;
  memberSince: number | undefined;
  host: string;
  type: string;
  description: string;
  /** Names of the claims, of the innermost only: what is inside of an object names it. */
  claims: string[];
  batchSize: number;
  /** Why it can't be accepted. */
  obstacle: string | undefined;
  isDevelopment: boolean;
}

export function describeOffer(
  { issuer, display, host, issuerCallsItself, batchSize }: ShownOffer,
  locale: Locale,
): OfferDescription {
  const accredited = issuer.outcome === 'accredited' ? issuer : undefined;
  const { reasons } = OFFER_MESSAGES[locale];
  const reason = issuer.outcome === 'accredited' ? undefined : issuer.code;
  const known = reason !== undefined && Object.hasOwn(reasons, reason);
  return {
    name: issuer.name ?? issuerCallsItself?.[locale] ?? host,
    legalId: issuer.legalId,
    memberSince: accredited?.memberSince,
    host,
    type: display.name[locale],
    description: display.description[locale],
    claims: innermost(display.claims).map(({ label }) => label[locale]),
    batchSize,
    obstacle:
      reason === undefined ? undefined : known ? reasons[reason as keyof typeof reasons] : reasons.unknown_member,
    isDevelopment: accredited?.operators === 'single',
  };
}

function innermost<Claim extends { path: string[] }>(claims: readonly Claim[]): Claim[] {
  const holds = (outer: string[], inner: string[]) =>
    inner.length > outer.length && outer.every((part, place) => part === inner[place]);
  return claims.filter(({ path }) => !claims.some((other) => holds(path, other.path)));
}
