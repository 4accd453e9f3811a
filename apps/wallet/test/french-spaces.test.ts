import { describe, expect, it } from '@jest/globals';
import { keepFrenchSpaces, typeset } from '../src/app/shell/french-spaces.js';

describe('French sentences', () => {
  it('do not break a line before their punctuation', () => {
    expect(keepFrenchSpaces('Prêt ? Oui : « maintenant » ; vite !')).toBe(
      'Prêt\u202f? Oui\u00a0: «\u00a0maintenant\u00a0»\u202f; vite\u202f!',
    );
  });

  it('keep addresses, times and words as they are', () => {
    for (const text of ['https://a.example/?b=1', '10:30', 'l’eau', 'a b']) expect(keepFrenchSpaces(text)).toBe(text);
  });

  it('are found in tables, lists and functions; other languages stay as they are', () => {
    const table = { a: 'Oui ?', b: ['Non !'], c: (name: string) => `${name} : là`, d: { e: 'Si ;' }, f: 3 };
    const french = typeset(table, 'fr');
    expect([french.a, french.b[0], french.c('Ici'), french.d.e, french.f]).toEqual([
      'Oui\u202f?',
      'Non\u202f!',
      'Ici\u00a0: là',
      'Si\u202f;',
      3,
    ]);
    expect(typeset(table, 'fr')).toBe(french);
    expect(typeset(table, 'en')).toBe(table);
  });
});
