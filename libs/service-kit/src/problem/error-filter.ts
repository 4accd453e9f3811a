import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CodedError } from '#primitives';
import { codedErrorOf } from './coded-error-of.js';
import { oauthErrorOf, type OAuthErrors } from './oauth-error-of.js';
import { problemOf, retryHeaders, statusOfError, type ErrorAnswer, type ProblemStatuses } from './problem-of.js';

/** How an app words its errors. */
export interface ErrorShapes {
  statuses: ProblemStatuses;
  /** The protocol endpoints, whose errors have OAuth's shape, malformed JSON included; everything else answers problems. */
  oauth?: { paths: (path: string) => boolean; errors: OAuthErrors };
  /** Pages for people, whose errors are pages too; `render` gives the document. */
  pages?: {
    paths: (path: string) => boolean;
    headers: () => Readonly<Record<string, string>>;
    render: (error: CodedError, status: number, request: FastifyRequest) => string;
  };
}

/** The one place where an error becomes an answer. Header fields that the controller has set stay. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  /** @param report hears of every bug and outage, never of a refusal */
  constructor(
    private readonly shapes: ErrorShapes,
    private readonly report: (error: CodedError, request: { id: string; route: string }) => void,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also called by the router, which refuses malformed addresses before Nest sees them. */
  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = codedErrorOf(thrown);
    if (error.fault !== 'refusal') {
      this.report(error, { id: request.id, route: request.routeOptions?.url ?? 'none' });
    }
    if (reply.sent) return;
    const path = request.url.split('?', 1)[0] as string;
    if (this.shapes.pages?.paths(path)) return this.#answerPage(error, this.shapes.pages, request, reply);
    const { oauth, statuses } = this.shapes;
    const answer: ErrorAnswer = oauth?.paths(path) ? oauthErrorOf(error, oauth.errors) : problemOf(error, statuses);
    void reply
      .code(answer.status)
      .headers({ 'cache-control': 'no-store', ...answer.headers })
      .type(answer.contentType)
      .send(JSON.stringify(answer.body));
  }
  #answerPage(
    error: CodedError,
    pages: NonNullable<ErrorShapes['pages']>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const status = statusOfError(error, this.shapes.statuses);
    void reply
      .code(status)
      .headers({ ...pages.headers(), ...retryHeaders(status) })
      .type('text/html; charset=utf-8')
      .send(pages.render(error, status, request));
  }
}
