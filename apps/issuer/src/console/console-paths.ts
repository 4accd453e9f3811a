const PAGES = /^\/(?:$|(?:sign-in|sign-out|setup|imports|customers|offers|issuances)(?:\/|$))/;

/** Whether people open this path: its errors are pages, and no page of another origin may read it. */
export function isConsolePath(path: string): boolean {
  return PAGES.test(path);
}
