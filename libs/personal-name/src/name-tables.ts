/**
 * The tables of the rules `name1`. A change here judges pairs otherwise: it makes `name2`, never another `name1`. Words are upper
 * case without accents, as `foldName` writes them.
 */

/**
 * Letters that Unicode does not take apart (first spelling), and the second spelling of letters that have one, after the
 * transliteration recommended for machine-readable passports (ICAO Doc 9303-3 §6.A). Any other letter loses its marks.
 */
export const TRANSLITERATION: Readonly<Record<string, readonly [base: string, second?: string]>> = {
  Œ: ['OE'],
  Æ: ['AE'],
  ẞ: ['SS'],
  Ø: ['O', 'OE'],
  Å: ['A', 'AA'],
  Ä: ['A', 'AE'],
  Ö: ['O', 'OE'],
  Ü: ['U', 'UE'],
  Ł: ['L'],
  Đ: ['D'],
  Ð: ['D'],
  Þ: ['TH'],
  Ħ: ['H'],
  Ŧ: ['T'],
  Ŋ: ['N'],
  Ĳ: ['IJ'],
  Ə: ['E'],
  Ɖ: ['D'],
};

/** Small words before a family name; often left out, set behind it or written together with it. */
export const PARTICLES: ReadonlySet<string> = new Set([
  'DE', 'D', 'DU', 'DES', 'DI', 'DA', 'DO', 'DOS', 'DAS', 'DEL', 'DELLA', 'DELLE', 'DELLO', 'DEGLI', 'DEI',
  'VON', 'VOM', 'ZU', 'ZUM', 'ZUR', 'VAN', 'DER', 'DEN', 'TEN', 'TER', 'OP', 'AF', 'AV',
  'EL', 'AL', 'BIN', 'BEN', 'IBN', 'BINT', 'AIT', 'Y',
]); // prettier-ignore

/** Articles: particles after a particle (`de la Tour`), else a part of the name (`Le Goff`). */
export const ARTICLES: ReadonlySet<string> = new Set(['LA', 'LE', 'LES', 'L']);

export const TITLES: ReadonlySet<string> = new Set([
  'M', 'MR', 'MONSIEUR', 'MME', 'MADAME', 'MLLE', 'MADEMOISELLE', 'MM', 'MRS', 'MS', 'MISS', 'DR', 'PR', 'ME',
  'HERR', 'FRAU', 'SR', 'SRA', 'DHR', 'MEVR',
]); // prettier-ignore

/** Between two holders of one contract: `Mr et Mme Paul`, `Paul ou Marie`. */
export const BETWEEN_HOLDERS: ReadonlySet<string> = new Set(['ET', 'OU', 'AND', 'OR', 'UND']);

/** `Martin née Durand`: the name at birth follows. */
export const BEFORE_BIRTH_NAME: ReadonlySet<string> = new Set(['NEE', 'NE']);

/** `Durand épouse Martin`: the name that is used follows. */
export const BEFORE_USED_NAME: ReadonlySet<string> = new Set(['EPOUSE', 'EPSE', 'EP', 'VEUVE', 'VVE', 'VE']);

/** Short forms inside a family name. */
export const SHORT_FORMS: Readonly<Record<string, string>> = { ST: 'SAINT', STE: 'SAINTE' };

/** Fields of this many characters cut names off; a cut at a space loses one more. */
export const TRUNCATED_LENGTHS: ReadonlySet<number> = new Set([26, 27]);
