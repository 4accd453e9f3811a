const MAX_HEADER_LENGTH = 500;
const JWT = 'application/jwt';
const JSON_TYPE = 'application/json';

/**
 * Whether a wallet would rather have signed metadata (OpenID4VCI 1.0 §12.2.2; RFC 9110 §12.5.1): it names `application/jwt`
 * itself, and JSON with less weight, or after it. Who takes anything gets JSON, which everybody can read.
 * @param accept the header field, as sent
 */
export function prefersSigned(accept: string | undefined): boolean {
  if (accept === undefined || accept.length > MAX_HEADER_LENGTH) return false;
  const ranges = accept.split(',').map(readRange);
  const signed = ranges.findIndex(({ type }) => type === JWT);
  const plain = ranges.findIndex(({ type }) => type === JSON_TYPE);
  const weightOf = (index: number) => ranges[index]?.weight ?? 0;
  if (weightOf(signed) === 0) return false;
  return weightOf(signed) > weightOf(plain) || (weightOf(signed) === weightOf(plain) && signed < plain);
}

function readRange(text: string): { type: string; weight: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const number = weight === undefined ? 1 : Number(weight);
  return { type, weight: number >= 0 && number <= 1 ? number : 0 };
}
