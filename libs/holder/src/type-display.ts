import type { CredentialConfiguration } from '#openid4vci';
import { LANGUAGES, type Localised } from '#primitives';

/** What a person reads for a type of credential and its claims, as its issuer's metadata says (OpenID4VCI 1.0 Appendix B). */
export interface TypeDisplay {
  vct: string;
  name: Localised;
  description: Localised;
  claims: { path: string[]; label: Localised }[];
  /** The issuer's colour for its cards, `#rrggbb`. */
  colour?: string;
}

const MAX_CLAIMS = 100;
const MAX_TEXT_LENGTH = 300;
const COLOUR = /^#[0-9a-fA-F]{6}$/;

interface DisplayEntry {
  name?: string | undefined;
  locale?: string | undefined;
  [member: string]: unknown;
}

/**
 * Takes names and labels from a credential configuration. Where a language is missing the other one, or the bare name, stands
 * in its place: a person is shown something for every claim.
 */
export function typeDisplayOf(vct: string, configuration: CredentialConfiguration): TypeDisplay {
  const { display = [], claims = [] } = configuration.credential_metadata ?? {};
  const named = claims.slice(0, MAX_CLAIMS).filter(({ path }) => path.every((part) => typeof part === 'string'));
  const colour = display.map((entry) => entry.background_color).find((text) => typeof text === 'string');
  return {
    vct,
    name: localisedText(display, 'name', vct),
    description: localisedText(display, 'description', ''),
    claims: named.map(({ path, display: names = [] }) => {
      const words = path.map(String);
      return { path: words, label: localisedText(names, 'name', words.join(' · ')) };
    }),
    ...(colour !== undefined && COLOUR.test(colour) ? { colour } : {}),
  };
}

function localisedText(entries: readonly DisplayEntry[], member: string, otherwise: string): Localised {
  const textIn = (language: string | undefined) => {
    const found = entries.find(
      ({ locale, [member]: text }) =>
        typeof text === 'string' && (language === undefined || locale?.split('-', 1)[0]?.toLowerCase() === language),
    );
    const text = found?.[member];
    return typeof text === 'string' && text !== '' ? text.slice(0, MAX_TEXT_LENGTH) : undefined;
  };
  const texts = LANGUAGES.map((language) => [language, textIn(language) ?? textIn(undefined) ?? otherwise] as const);
  return Object.fromEntries(texts) as Localised;
}
