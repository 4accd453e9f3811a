import type { ProblemStatuses } from '#service-kit/problem';
import { FormUseRow } from './form-use.entity.js';
import { OperatorSessionRow } from './operator-session.entity.js';
import { KitSessions1763700000005 } from './sessions.migration.js';

export { OperatorSessions, type OperatorSession } from './operator-sessions.js';
export { FormUses } from './form-uses.js';
export { CurrentSession, RequireSession, SessionGuard, sessionOf } from './require-session.js';
export { OwnPageGuard } from './own-page.js';
export { PAGE_ACTIONS } from './page-actions.js';
export { leadTo } from './lead-to.js';
export { SignInController } from './sign-in.controller.js';
export { SetupPageController, type SetupPageParts } from './setup-page.controller.js';
export { SESSION_REFUSALS } from './session-refusals.messages.js';
export { SIGN_IN_MESSAGES } from './sign-in.messages.js';
export { ownPath } from './own-path.js';
export { sessionCookie, type SessionCookie } from './session-cookie.js';
export { AttemptLimit, TooManyAttempts } from './attempt-limit.js';

export const sessionEntities = [OperatorSessionRow, FormUseRow];
export const sessionMigrations = [KitSessions1763700000005];

/** For an app's `errors.statuses`. */
export const sessionStatuses: ProblemStatuses = {
  foreign_form: 403,
  malformed_form: 400,
};
