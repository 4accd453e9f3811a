/** RFC 3986 §2.3: what need not be encoded is the same, encoded or not. */
const UNRESERVED = /^[A-Za-z0-9._~-]$/;

/**
 * An address as `htu` compares it (RFC 9449 §4.3 check 9): without query and fragment, and normalised by RFC 3986 §6.2.2 and
 * §6.2.3: case of scheme, host and percent-encoding, dot segments, default port.
 */
export function dpopUrl(url: string): string {
  const normalised = new URL(url);
  normalised.search = '';
  normalised.hash = '';
  const { href } = normalised;
  return href.includes('%') ? href.replace(/%[0-9a-f]{2}/gi, normaliseOctet) : href;
}

function normaliseOctet(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return UNRESERVED.test(character) ? character : encoded.toUpperCase();
}
