import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brandColours, contrast } from '../src/index.js';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('brand colours', () => {
  it('gives every issuer colour a text that can be read on it (WCAG 2.2, 1.4.3)', () => {
    fc.assert(
      fc.property(colour, (background) => {
        const chosen = brandColours(background);
        expect(contrast(chosen.background, chosen.text)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['red', '#12', 'url(https://example.com)', '', undefined])('takes %p for no colour', (background) => {
    expect(brandColours(background)).toEqual({ background: '#1b5e6b', text: '#ffffff' });
  });

  it('measures black on white as 21', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  });
});
