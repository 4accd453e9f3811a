import type { RouteEntry } from './route-table.js';
import { pathOf, type PartedRequest } from './send-request.js';

const JSON_TYPE = 'application/json';
const DEPTH = 10_000;
/** More than any route takes, but the import. */
const OVERSIZED = 5 * 1024 * 1024;

type Spoil = (request: PartedRequest) => PartedRequest;
const body =
  (text: string | Buffer, type?: string): Spoil =>
  (request) => ({
    ...request,
    headers: { ...request.headers, ...(type === undefined ? {} : { 'content-type': type }) },
    body: Buffer.from(text as string),
  });

/** Bodies that nobody should send, to every route that takes one. */
export const SPOILT_BODIES: Readonly<Record<string, Spoil>> = {
  'garbage as JSON': body('{"a":', JSON_TYPE),
  'garbage as it is': body('\u0001garbage'),
  'deep JSON of arrays': body('['.repeat(DEPTH) + ']'.repeat(DEPTH), JSON_TYPE),
  'deep JSON of objects': body('{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH), JSON_TYPE),
  'an oversized body': body(`{"a":"${'x'.repeat(OVERSIZED)}"}`, JSON_TYPE),
  XML: body('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'application/xml'),
  'a multipart body': body('--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'),
  'a body without a type': (request) => {
    const { 'content-type': _type, ...headers } = request.headers;
    return { ...request, headers, body: Buffer.from('{}') };
  },
  'a type that is none': body('{}', '\u00ff/\u00ff; ='),
  'no body': (request) => ({ ...request, body: undefined }),
  'an empty body': body(''),
  'an empty JSON body': body('', JSON_TYPE),
  null: body('null', JSON_TYPE),
  'an array': body('[]', JSON_TYPE),
  'a number': body('1e400', JSON_TYPE),
  'a string': body('"text"', JSON_TYPE),
  'an empty object': body('{}', JSON_TYPE),
  'a NUL byte in JSON': body('{"a":"\u0000"}', JSON_TYPE),
  'a NUL byte': body('\u0000'),
  'invalid UTF-8 in JSON': body(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), JSON_TYPE),
  'invalid UTF-8': body(Buffer.from([0xc3, 0x28, 0xa0, 0xa1])),
  'a repeated member': body('{"code":"a","code":"b"}', JSON_TYPE),
  'a polluting member': body('{"__proto__":{"code":"a"},"constructor":{"prototype":{}}}', JSON_TYPE),
  'a percent sign alone as form': body('%=%zz&a=%ff', 'application/x-www-form-urlencoded'),
  'a CSV file': body('a,b\n1,2\n', 'text/csv'),
};

/** Values of another kind in place of each text of a JSON body. */
export const OTHER_KINDS: readonly unknown[] = [null, 7, true, [], ['text'], {}, { a: 'text' }];

/** Path and query as no client of ours writes them; each is the raw request target. */
export const SPOILT_TARGETS: Readonly<Record<string, (entry: RouteEntry, request: PartedRequest) => string>> = {
  'percent rubbish in the path': replaceLast('%zz'),
  'an overlong percent code': replaceLast('%c0%ae%c0%ae'),
  'a NUL in the path': replaceLast('%00'),
  'a slash in a parameter': replaceLast('..%2f..%2fetc%2fpasswd'),
  'a dotted path': (entry, request) => `/x/../..${pathOf(entry, request)}`,
  'a doubled slash': (entry, request) => `/${pathOf(entry, request)}`,
  'a slash at the end': (entry, request) => `${pathOf(entry, { ...request, query: {} })}/`,
  'a long path': replaceLast('a'.repeat(8_000)),
  'a longer path': replaceLast('a'.repeat(40_000)),
  'a long query': (entry, request) => `${pathOf(entry, { ...request, query: {} })}?a=${'a'.repeat(8_000)}`,
  'a repeated parameter': (entry, request) => {
    const path = pathOf(entry, { ...request, query: {} });
    const names = [...Object.keys(request.query), 'limit', 'a'];
    return `${path}?${names.map((name) => `${name}=1&${name}=2`).join('&')}`;
  },
  'rubbish in the query': (entry, request) =>
    `${pathOf(entry, { ...request, query: {} })}?%zz=%ff&__proto__=1&cursor[]=1&limit=%00&&&===`,
};

function replaceLast(segment: string) {
  return (entry: RouteEntry, request: PartedRequest): string => {
    const path = pathOf(entry, { ...request, query: {} });
    return `${path.slice(0, path.lastIndexOf('/'))}/${segment}`;
  };
}
