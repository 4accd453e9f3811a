import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refuseForeignForm } from '#service-kit/pages';
import { OperatorSessions } from './operator-sessions.js';

/** On a POST without a session (signing in, setting up): only from our own pages. */
@Injectable()
export class OwnPageGuard implements CanActivate {
  constructor(@Inject(OperatorSessions) private readonly sessions: OperatorSessions) {}

  canActivate(context: ExecutionContext): boolean {
    refuseForeignForm(context.switchToHttp().getRequest<FastifyRequest>(), this.sessions.publicUrl);
    return true;
  }
}
