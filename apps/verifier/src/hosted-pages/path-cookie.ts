const MAX_HEADER_LENGTH = 8_192;

/**
 * A cookie that makes a browser the owner of one address: it goes there and below only (`Path`), so that addresses of one host don't
 * take each other's, and to no script. `Lax`, because a wallet leads back from another site. Ports of one host share cookies
 * (RFC 6265 §8.5): the name carries the app. A prefix `__Host-` would need `Path=/`; `__Secure-` is what is left under https.
 */
export interface PathCookie {
  /** `Set-Cookie`. @param seconds how long the browser may keep it */
  give(path: string, secret: string, seconds: number): string;
  /** @param header the field `Cookie` */
  read(header: string | undefined): string | undefined;
}

/** @param name without prefix */
export function pathCookie(name: string, publicUrl: string): PathCookie {
  const isSecure = publicUrl.startsWith('https:');
  const start = `${isSecure ? '__Secure-' : ''}${name}=`;
  return {
    give(path, secret, seconds) {
      const age = Math.max(1, Math.floor(seconds));
      return `${start}${secret}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
    },
    read(header) {
      if (header === undefined || header.length > MAX_HEADER_LENGTH) return undefined;
      const pairs = header.split(';').map((pair) => pair.trim());
      const values = pairs.filter((pair) => pair.startsWith(start));
      // Two of one name: somebody has put one beside ours, and we can't tell which.
      return values.length === 1 ? values[0]?.slice(start.length) : undefined;
    },
  };
}
