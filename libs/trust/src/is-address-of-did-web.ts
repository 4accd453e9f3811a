/**
 * Whether an https address is the one at which a did:web is published (did:web Method Specification, "Read"): an address can't be
 * had in another's name.
 * @param address a credential issuer identifier, or `iss` of a credential; `false` where it is no address
 */
export function isAddressOfDidWeb(address: string, did: string): boolean {
  if (!URL.canParse(address)) return false;
  const { host, pathname, protocol } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  return addressOf(did) === `${host}${pathname}`.replace(/\/$/, '');
}

function addressOf(did: string): string | undefined {
  const [scheme, method, host = '', ...path] = did.split(':');
  if (scheme !== 'did' || method !== 'web') return undefined;
  try {
    return [decodeURIComponent(host).toLowerCase(), ...path.map((part) => decodeURIComponent(part))].join('/');
  } catch {
    return undefined;
  }
}
