/** The ways of a browser through the OpenID provider. */
const PROVIDER_PAGE = /^\/[^/]+\/oidc\/(?:authorize|interaction)(?:\/|$)/;
/** A hosted page; its state and its events are for programs. */
const HOSTED_PAGE = /^\/[^/]+\/verify\/[^/]+(?:\/(?:invitation|return|finish|start-again))?$/;
/** A screen that is turned to a customer; its state and its events are for programs. */
const CUSTOMER_SCREEN = /^\/[^/]+\/customer-screens\/[^/]+$/;
/** Pages of signed-in clerks, and the way to them. */
const CLERKS_PAGE =
  /^\/(?:$|(?:setup|setup\/access-key|sign-in|sign-out)$|verifications(?:$|\/(?!.*\/(?:state|events)$)))/;
const OWN_BROWSERS_ONLY =
  /^\/(?:api|livez|readyz|assets|setup|sign-in|sign-out|verifications)(?:\/|$)|^\/$|^\/[^/]+\/(?:verify|customer-screens)\//;

/** Paths that a person opens: their errors are pages. */
export function isPagePath(path: string): boolean {
  return PROVIDER_PAGE.test(path) || HOSTED_PAGE.test(path) || CUSTOMER_SCREEN.test(path) || CLERKS_PAGE.test(path);
}

/** Paths that pages of any origin may call (design §4): the protocol's, never management or a page with a session. */
export function isPublicPath(path: string): boolean {
  return !OWN_BROWSERS_ONLY.test(path) && !PROVIDER_PAGE.test(path);
}
