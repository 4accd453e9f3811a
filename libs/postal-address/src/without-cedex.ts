const CEDEX = /\s+cedex(?:\s+[0-9]{1,2})?\s*$/iu;

/**
 * The municipality as it was written, without the mark of bulk mail that postal lines carry: "LILLE CEDEX 9" is "LILLE". What
 * says where somebody lives names a municipality, not a sorting office.
 */
export function withoutCedex(locality: string): string {
  return locality.replace(CEDEX, '');
}
