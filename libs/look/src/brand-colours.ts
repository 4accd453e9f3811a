/** Least contrast of text on an issuer's colour (WCAG 2.2, success criterion 1.4.3). */
const LEAST_CONTRAST = 4.5;
const HEX = /^#[0-9a-f]{6}$/i;
const FALLBACK = '#1b5e6b';

export interface BrandColours {
  background: string;
  text: '#ffffff' | '#1d1b18';
}

/**
 * An issuer's colour with a text colour that can be read on it: of light and dark the one with more contrast; where neither
 * reaches 4.5 (none does not, by arithmetic; rounding may), the background is darkened.
 * @param background `#rrggbb` from the type's display; anything else gives our accent
 */
export function brandColours(background: string | undefined): BrandColours {
  let colour = background !== undefined && HEX.test(background) ? background.toLowerCase() : FALLBACK;
  for (;;) {
    const onDark = contrast(colour, '#ffffff');
    const onLight = contrast(colour, '#1d1b18');
    const text = onDark >= onLight ? '#ffffff' : '#1d1b18';
    if (Math.max(onDark, onLight) >= LEAST_CONTRAST) return { background: colour, text };
    colour = darken(colour);
  }
}

/** Contrast ratio of two colours (WCAG 2.2, relative luminance), 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function darken(colour: string): string {
  return `#${channels(colour)
    .map((channel) =>
      Math.floor(channel * 0.9)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
