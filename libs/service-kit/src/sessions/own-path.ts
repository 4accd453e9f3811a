const MAX_LENGTH = 500;

/**
 * Where to go after signing in: a path of this service, else its start. A browser takes `//host`, `/\host` and tabs within for
 * another host; so it is read as a browser reads it.
 */
export function ownPath(wanted: string | undefined, publicUrl: string): string {
  if (wanted === undefined || wanted.length > MAX_LENGTH || !wanted.startsWith('/')) return '/';
  const { origin } = new URL(publicUrl);
  if (!URL.canParse(wanted, origin)) return '/';
  const url = new URL(wanted, origin);
  // A path that begins with two strokes would name a host where it is resolved once more.
  if (url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}`;
}
