const PAGES = /^\/[^/]+\/(?:authorize|sign-in)(?:\/|$)/;

/** Whether a citizen's browser opens this path on its way to a code: its errors are pages. */
export function isAuthorizationPath(path: string): boolean {
  return PAGES.test(path);
}
