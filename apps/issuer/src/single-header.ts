import { refusal } from '#primitives';

/**
 * The one value of a header field that a request must have once. Node.js joins repeated fields by a comma, which no JWT holds.
 * @param field as the peer knows it
 * @param prefix of the codes
 * @throws `<prefix>_missing`, `<prefix>_repeated`
 */
export function singleHeader(value: string | string[] | undefined, field: string, prefix: string): string {
  if (value === undefined || value.length === 0) {
    throw refusal(`${prefix}_missing`, `The request needs the header field ${field}.`);
  }
  if (typeof value !== 'string' || value.includes(',')) {
    throw refusal(`${prefix}_repeated`, `The request needs exactly one header field ${field}.`);
  }
  return value;
}
