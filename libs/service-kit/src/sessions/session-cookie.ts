const MAX_HEADER_LENGTH = 8_192;

/** The session's cookie: how it is called, written and found again. */
export interface SessionCookie {
  name: string;
  /** `Set-Cookie` that hands the session out. */
  give(value: string): string;
  /** `Set-Cookie` that takes it away. */
  take(): string;
  /** @param header the field `Cookie` */
  read(header: string | undefined): string | undefined;
}

/**
 * Ports of one host share cookies (RFC 6265 §8.5), so the name carries the app. Under https it has the prefix `__Host-`, by which a
 * browser refuses it from any other host or path (RFC 6265bis §4.1.3.2). `Lax`, so that a link in a colleague's message opens the
 * page; what changes anything is a POST, which is refused unless it comes from a page of ours. It has no `Max-Age`: it ends with
 * the browser, and with us by its idle time.
 */
export function sessionCookie(app: string, publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = `${secure ? '__Host-' : ''}incola-${app}-session`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    name,
    give: (value) => `${name}=${value}; ${attributes}`,
    take: () => `${name}=; ${attributes}; Max-Age=0`,
    read: (header) => {
      if (header === undefined || header.length > MAX_HEADER_LENGTH) return undefined;
      const values = header
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`));
      // Two of one name: somebody has put one beside ours, and we can't tell which.
      return values.length === 1 ? values[0]?.slice(name.length + 1) : undefined;
    },
  };
}
