/** For {@link sendPage}: copying, printing, and forms that take no second click; every page works without. */
export const PAGE_ACTIONS: readonly string[] = ['kit/page-actions.js'];
