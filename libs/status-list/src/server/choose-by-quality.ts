/** Entries of such a field that are looked at. */
const MAX_ENTRIES = 50;

/**
 * What a peer likes best of what there is, by a field of weighted choices (RFC 9110 §12.4.2, §12.5.1, §12.5.3).
 * @param field `undefined` accepts everything
 * @param offered names in lower case, the one that we like best first
 * @returns `undefined` where he takes none of them
 */
export function chooseBy(field: string | undefined, offered: readonly string[]): string | undefined {
  if (field === undefined) return offered[0];
  const entries = field.slice(0, 4096).split(',', MAX_ENTRIES).map(readEntry);
  let [chosen, best]: [string | undefined, number] = [undefined, 0];
  for (const name of offered) {
    const quality = qualityOf(name, entries);
    if (quality > best) [chosen, best] = [name, quality];
  }
  return chosen;
}

function readEntry(entry: string): { range: string; quality: number } {
  const [range = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { range, quality: Number.isFinite(quality) ? Math.min(1, Math.max(0, quality)) : 0 };
}

/** The most specific range counts, even where a wider one likes it more. */
function qualityOf(name: string, entries: readonly { range: string; quality: number }[]): number {
  const family = `${name.split('/')[0] ?? ''}/*`;
  for (const range of [name, family, '*/*', '*']) {
    const found = entries.find((entry) => entry.range === range);
    if (found !== undefined) return found.quality;
  }
  return 0;
}
