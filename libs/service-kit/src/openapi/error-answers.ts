import { CodedError, refusal, type JsonObject } from '#primitives';
import { oauthErrorOf, statusOfError, type ErrorShapes } from '#service-kit/problem';
import type { DeclaredRoute } from './routes-of.js';

/** Schemas of the two shapes of an error, for the document's components. */
export const ERROR_SCHEMAS: Readonly<Record<string, JsonObject>> = {
  OAuthError: {
    type: 'object',
    description: 'An error of RFC 6749 §5.2, the shape of every protocol endpoint.',
    properties: { error: { type: 'string' }, error_description: { type: 'string' } },
    required: ['error'],
  },
  Problem: {
    type: 'object',
    description: 'A problem of RFC 9457. Programs go by `code`, which is stable; `detail` is a sentence for people.',
    properties: {
      type: { type: 'string', pattern: '^urn:incola:problem:[a-z][a-z0-9_]*$' },
      title: { type: 'string' },
      status: { type: 'integer', minimum: 400, maximum: 599 },
      code: { type: 'string' },
      detail: { type: 'string' },
    },
    required: ['type', 'title', 'status', 'code'],
  },
};

/** What any address may answer, whatever its method does. */
const ANYWHERE = ['malformed_request', 'not_found', 'request_timeout', 'uri_too_long', 'headers_too_large'];
/** What a body may be refused for before the method sees it. */
const WITH_BODY = [
  ...['malformed_json', 'malformed_utf8', 'json_too_deep', 'json_too_large'],
  ...['body_too_large', 'unsupported_media_type'],
];
const BODY_METHODS = ['post', 'put', 'patch', 'delete'];
const GUARD = ['missing_api_key', 'invalid_api_key', 'invalid_access_token', 'insufficient_scope', 'too_many_calls'];
/** Statuses that hardly ever say something of one route; they stand once, under components. */
const ALIKE = [401, 403, 404, 408, 413, 414, 415, 429, 431, 500, 503];

/** Error answers by status; collects those that many routes have alike. */
export class ErrorAnswers {
  readonly #shared = new Map<string, JsonObject>();

  constructor(private readonly shapes: ErrorShapes) {}

  /** By name, for the document's components. */
  get shared(): Record<string, JsonObject> {
    return Object.fromEntries([...this.#shared].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** Of a route: the codes that its method, its door and its guard refuse with, and the framework's. */
  of(route: DeclaredRoute): Record<string, JsonObject> {
    const isOAuth = this.shapes.oauth?.paths(route.path.replace(/:[^/]+/g, 'x')) === true;
    const all = this.#namesByStatus([...standardErrors(route), ...ownErrors(route)], isOAuth);
    const standard = this.#namesByStatus(standardErrors(route), isOAuth);
    const answers = [...all].map(([status, names]): [number, JsonObject] => {
      const answer = answerOf(status, names, isOAuth);
      const isAlike = ALIKE.includes(status) && standard.get(status)?.size === names.size;
      return [status, isAlike ? this.#share(`${isOAuth ? 'OAuthError' : 'Problem'}${status}`, answer) : answer];
    });
    return Object.fromEntries(answers);
  }

  #namesByStatus(errors: readonly CodedError[], isOAuth: boolean): Map<number, Set<string>> {
    const byStatus = new Map<number, Set<string>>();
    for (const error of errors) {
      const [status, name] = isOAuth ? this.#oauthOf(error) : [statusOfError(error, this.shapes.statuses), error.code];
      byStatus.set(status, (byStatus.get(status) ?? new Set()).add(name));
    }
    return byStatus;
  }

  #oauthOf(error: CodedError): [number, string] {
    const { status, body } = oauthErrorOf(error, this.shapes.oauth?.errors ?? {});
    return [status, String(body.error)];
  }

  #share(name: string, answer: JsonObject): JsonObject {
    this.#shared.set(name, answer);
    return { $ref: `#/components/responses/${name}` };
  }
}

function standardErrors({ method, scope }: DeclaredRoute): CodedError[] {
  const refused = [
    ...ANYWHERE,
    ...(BODY_METHODS.includes(method) ? WITH_BODY : []),
    ...(scope === undefined ? [] : GUARD),
  ];
  return [
    ...refused.map((code) => refusal(code, '')),
    new CodedError('unavailable', '', 'outage'),
    new CodedError('unexpected', '', 'bug'),
  ];
}

function ownErrors({ operation }: DeclaredRoute): CodedError[] {
  const { body, query, path, headers, refusals = [], outages = [] } = operation;
  const atDoor = (body ?? query ?? path ?? headers) === undefined ? [] : ['invalid_request'];
  return [
    ...[...atDoor, ...refusals].map((code) => refusal(code, '')),
    ...outages.map((code) => new CodedError(code, '', 'outage')),
  ];
}

function answerOf(status: number, names: ReadonlySet<string>, isOAuth: boolean): JsonObject {
  const sorted = [...names].sort();
  const [mediaType, schema, member] = isOAuth
    ? ['application/json', 'OAuthError', 'error']
    : ['application/problem+json', 'Problem', 'code'];
  const text: JsonObject = { schema: { type: 'string' } };
  return {
    description: sorted.map((name) => `\`${name}\``).join(', '),
    ...(status === 401 ? { headers: { 'WWW-Authenticate': text } } : {}),
    ...(status === 429 || status === 503 ? { headers: { 'Retry-After': text } } : {}),
    content: {
      [mediaType]: {
        schema: {
          allOf: [
            { $ref: `#/components/schemas/${schema}` },
            { type: 'object', properties: { [member]: { type: 'string', enum: sorted } } },
          ],
        },
      },
    },
  };
}
