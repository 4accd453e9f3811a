import {
  applyDecorators,
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { assertOurs, refusal } from '#primitives';
import { refuseForeignForm } from '#service-kit/pages';
import { OperatorSessions, type OperatorSession } from './operator-sessions.js';

const SCOPE = 'incola:session-scope';
const sessions = new WeakMap<object, OperatorSession>();

/**
 * Lets a signed-in person through whose access key has the handler's scope; leads everyone else to the sign-in page, and back after
 * it. What is not a GET must come from a page of ours.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(@Inject(OperatorSessions) private readonly operatorSessions: OperatorSessions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const scope = Reflect.getMetadata(SCOPE, context.getHandler()) as string | undefined;
    assertOurs(scope !== undefined, 'a guarded page names its scope');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (!reading) refuseForeignForm(request, this.operatorSessions.publicUrl);
    const session = await this.operatorSessions.find(request.headers.cookie);
    if (session === undefined) {
      // What was written into a form is lost, so there is nothing to come back to.
      const next = reading ? `?next=${encodeURIComponent(request.url)}` : '';
      void reply.code(303).header('location', `${this.operatorSessions.publicUrl}/sign-in${next}`).send();
      return false;
    }
    if (!session.scopes.includes(scope)) throw refusal('insufficient_scope', 'The access key does not allow this.');
    sessions.set(request, session);
    return true;
  }
}

/** On a page's method: only signed-in people with this scope. Its module provides {@link OperatorSessions}. */
export function RequireSession(scope: string): MethodDecorator {
  return applyDecorators(SetMetadata(SCOPE, scope), UseGuards(SessionGuard));
}

/** The session of a request that {@link RequireSession} let through; `undefined` for any other. */
export function sessionOf(request: object): OperatorSession | undefined {
  return sessions.get(request);
}

/** The {@link OperatorSession}, as a parameter of a method with {@link RequireSession}. */
export const CurrentSession = createParamDecorator((_unused: undefined, context: ExecutionContext): OperatorSession => {
  const session = sessionOf(context.switchToHttp().getRequest<FastifyRequest>());
  assertOurs(session !== undefined, 'a page that asks for the session requires one');
  return session;
});
