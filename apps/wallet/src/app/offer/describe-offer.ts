import type { ShownOffer } from '#holder';
import { claimGroups, type ClaimGroup } from '../cards/claim-groups.js';
import { typeset } from '../shell/french-spaces.js';
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
  /** Names of the claims. */
  claims: ClaimGroup[];
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
  return typeset(
    {
      name: issuer.name ?? issuerCallsItself?.[locale] ?? host,
      legalId: issuer.legalId,
      memberSince: accredited?.memberSince,
      host,
      type: display.name[locale],
      description: display.description[locale],
      claims: claimGroups(display, innermost(display.claims.map(({ path }) => path)), locale),
      batchSize,
      obstacle:
        reason === undefined ? undefined : known ? reasons[reason as keyof typeof reasons] : reasons.unknown_member,
      isDevelopment: accredited?.operators === 'single',
    },
    locale,
  );
}

/** What is inside of an object names it too. */
function innermost(paths: readonly string[][]): string[][] {
  const holds = (outer: string[], inner: string[]) =>
    inner.length > outer.length && outer.every((part, place) => part === inner[place]);
  return paths.filter((path) => !paths.some((other) => holds(path, other)));
}
