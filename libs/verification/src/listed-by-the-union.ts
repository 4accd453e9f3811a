import type { TrustedEntity } from '#trust';

/** Lists of the European Union have names of their own: `eu-av` of providers of proofs of age, `eu-pid` of identity data. */
const PREFIX = 'eu-';

/** Whether the entity stands on a list of the European Union; by the name that whoever keeps the file gave the list. */
export function isOnListOfTheUnion({ list }: Pick<TrustedEntity, 'list'>): boolean {
  return list.startsWith(PREFIX);
}
