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
const WITH_BODY = ['malformed_json', 'json_too_deep', 'json_too_large', 'body_too_large', 'unsupported_media_type'];
const BODY_METHODS = ['post', 'put', 'patch', 'delete'];

/** The error answers of a route by status: the codes that its method, its door and its guard refuse with, and the framework's. */
export function errorAnswers(route: DeclaredRoute, shapes: ErrorShapes): Record<string, JsonObject> {
  const { operation, scope } = route;
  const refusals = [
    ...ANYWHERE,
    ...(BODY_METHODS.includes(route.method) ? WITH_BODY : []),
    ...(operation.body ?? operation.query ?? operation.headers ? ['invalid_request'] : []),
    ...(scope === undefined ? [] : ['missing_api_key', 'invalid_api_key', 'insufficient_scope']),
    ...(operation.refusals ?? []),
  ].map((code) => refusal(code, ''));
  const outages = ['unavailable', ...(operation.outages ?? [])].map((code) => new CodedError(code, '', 'outage'));
  const errors = [...refusals, ...outages, new CodedError('unexpected', '', 'bug')];
  const isOAuth = shapes.oauth?.paths(route.path.replace(/:[^/]+/g, 'x')) === true;
  const byStatus = new Map<number, Set<string>>();
  for (const error of errors) {
    const [status, name] = isOAuth ? oauthNameOf(error, shapes) : [statusOfError(error, shapes.statuses), error.code];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(name));
  }
  return Object.fromEntries([...byStatus].map(([status, names]) => [status, answerOf(status, [...names].sort(), isOAuth)]));
}

function oauthNameOf(error: CodedError, { oauth }: ErrorShapes): [number, string] {
  const { status, body } = oauthErrorOf(error, oauth?.errors ?? {});
  return [status, String(body.error)];
}

function answerOf(status: number, names: string[], isOAuth: boolean): JsonObject {
  const [mediaType, schema, member] = isOAuth
    ? ['application/json', 'OAuthError', 'error']
    : ['application/problem+json', 'Problem', 'code'];
  return {
    description: names.map((name) => `\`${name}\``).join(', '),
    ...(status === 401 ? { headers: { 'WWW-Authenticate': { schema: { type: 'string' } } } } : {}),
    ...(status === 503 ? { headers: { 'Retry-After': { schema: { type: 'string' } } } } : {}),
    content: {
      [mediaType]: {
        schema: {
          allOf: [
            { $ref: `#/components/schemas/${schema}` },
            { type: 'object', properties: { [member]: { type: 'string', enum: names } } },
          ],
        },
      },
    },
  };
}
