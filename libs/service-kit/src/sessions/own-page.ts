import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refusal } from '#primitives';
import { OperatorSessions } from './operator-sessions.js';

/**
 * Refuses a form that another site's page sends with the person's cookie. `Sec-Fetch-Site` and `Origin` are written by the browser
 * and by no page (Fetch §4.7 and §3.2); at least one must be there, and each that is there must name us. `SameSite` alone would let pages
 * of other ports of the host through.
 * @throws `foreign_page`, to be answered 403
 */
export function refuseForeignPage(request: Pick<FastifyRequest, 'headers'>, publicUrl: string): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // A page without a referrer sends `Origin: null`; then the other field decides.
  const named = origin === undefined || origin === 'null' ? undefined : origin;
  const known = site !== undefined || named !== undefined;
  const ours = (site ?? 'same-origin') === 'same-origin' && (named ?? originOf(publicUrl)) === originOf(publicUrl);
  if (!known || !ours) {
    throw refusal('foreign_page', 'This was sent by a page of another address, and nothing was done.');
  }
}

/** On a POST without a session (signing in, setting up): only from our own pages. */
@Injectable()
export class OwnPageGuard implements CanActivate {
  constructor(@Inject(OperatorSessions) private readonly sessions: OperatorSessions) {}

  canActivate(context: ExecutionContext): boolean {
    refuseForeignPage(context.switchToHttp().getRequest<FastifyRequest>(), this.sessions.publicUrl);
    return true;
  }
}

function originOf(publicUrl: string): string {
  return new URL(publicUrl).origin;
}
