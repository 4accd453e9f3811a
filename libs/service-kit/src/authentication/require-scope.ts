import {
  applyDecorators,
  createParamDecorator,
  Inject,
  Injectable,
  Optional,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { assertOurs, refusal } from '#primitives';
import { NeedsScope, scopeOf } from '#service-kit/openapi';
import { ACCESS_TOKEN_PREFIX, AccessTokens } from './access-tokens.js';
import { ApiKeys, type Caller } from './api-keys.js';
import { CallLimit, tooManyCalls } from './call-limit.js';

const callers = new WeakMap<object, Caller>();

/** Lets through callers whose key has the handler's scope. Answers everyone else alike (RFC 6750 §3). */
@Injectable()
export class ScopeGuard implements CanActivate {
  constructor(
    @Inject(ApiKeys) private readonly apiKeys: ApiKeys,
    @Optional() @Inject(AccessTokens) private readonly accessTokens?: AccessTokens,
    @Optional() @Inject(CallLimit) private readonly callLimit?: CallLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const scope = scopeOf(context.getHandler());
    assertOurs(scope !== undefined, 'a guarded handler names its scope');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { authorization } = request.headers;
    void reply.header('www-authenticate', challengeOf(authorization === undefined ? undefined : 'invalid_token'));
    const caller = await this.#authenticate(authorization);
    this.#count(caller, reply);
    if (!caller.scopes.includes(scope)) {
      void reply.header('www-authenticate', `${challengeOf('insufficient_scope')}, scope="${scope}"`);
      throw refusal('insufficient_scope', 'The API key or access token does not allow this.');
    }
    void reply.removeHeader('www-authenticate');
    callers.set(request, caller);
    return true;
  }

  #count({ tenantId }: Caller, reply: FastifyReply): void {
    const allowance = this.callLimit?.take(tenantId);
    if (allowance === undefined) return;
    void reply.headers(allowance.headers);
    const { retryAfterSeconds } = allowance;
    if (retryAfterSeconds === undefined) return;
    void reply.removeHeader('www-authenticate').header('retry-after', String(retryAfterSeconds));
    throw tooManyCalls();
  }

  /** An access token, where the service gives some; else an API key. */
  #authenticate(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1];
    const isAccessToken = token?.startsWith(ACCESS_TOKEN_PREFIX) === true;
    if (token === undefined || !isAccessToken || this.accessTokens === undefined) {
      return this.apiKeys.authenticate(authorization);
    }
    return this.accessTokens.authenticate(token);
  }
}

/** On a controller's method: only callers with this scope. Its module provides {@link ApiKeys}. */
export function RequireScope(scope: string): MethodDecorator {
  return applyDecorators(NeedsScope(scope), UseGuards(ScopeGuard));
}

/** The authenticated {@link Caller}, as a parameter of a method with {@link RequireScope}. */
export const CurrentCaller = createParamDecorator((_unused: undefined, context: ExecutionContext): Caller => {
  return callerOf(context.switchToHttp().getRequest<FastifyRequest>());
});

/** The caller of a request that a {@link ScopeGuard} let through. */
export function callerOf(request: object): Caller {
  const caller = callers.get(request);
  assertOurs(caller !== undefined, 'a handler that asks for the caller requires a scope');
  return caller;
}

function challengeOf(error: string | undefined): string {
  return error === undefined ? 'Bearer realm="incola"' : `Bearer realm="incola", error="${error}"`;
}
