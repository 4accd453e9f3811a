import { isIP } from 'node:net';

/**
 * From where somebody tries, as far as an address tells: of IPv6 the first 64 bits, since a household has the rest for itself.
 * @param address of the connection, or what a trusted proxy says
 */
export function originOfAddress(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(plain) !== 6) return plain;
  // A URL writes each address in one way only, and an embedded IPv4 address as two groups.
  const written = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [head = '', tail] = written.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  const all = [...groups, ...Array<string>(missing).fill('0'), ...(tail ? tail.split(':') : [])];
  return `${all.slice(0, 4).join(':')}::/64`;
}
