import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contrast } from '../src/index.js';

const css = readFileSync(new URL('../src/look.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) => body ?? '');
const token = (theme: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1] ?? '';

/** Text and the surfaces it stands on. */
const PAIRS = ['text', 'muted', 'accent', 'accent-strong', 'danger'].flatMap((text) =>
  ['paper', 'surface', 'sunken'].map((surface) => [text, surface] as const),
);
const SOFT = ['accent', 'success', 'warning', 'danger'].flatMap((kind) => [
  [kind, `${kind}-soft`] as const,
  ['text', `${kind}-soft`] as const,
]);

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_name, theme) => {
  it.each([...PAIRS, ...SOFT, ['on-accent', 'accent'] as const])('shows %s on %s readably', (text, surface) => {
    expect(contrast(token(theme, text), token(theme, surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['paper', 'surface'])('shows the edge of an input on %s (WCAG 2.2, 1.4.11)', (surface) => {
    expect(contrast(token(theme, 'edge'), token(theme, surface))).toBeGreaterThanOrEqual(3);
  });
});
