import type { JsonObject, JsonValue } from '#primitives';
import { ROUTE_TABLE, type RequestBody, type RouteEntry } from '../refusals/route-table.js';
import type { Scene, Service } from '../refusals/scene.js';

/**
 * A service's document in which parameters may also be what is really there, and bodies have an example that is good: without
 * them random identifiers would end at the first 404.
 */
export function documentWithExamples(document: JsonObject, service: Service, scene: Scene): JsonObject {
  const paths = document.paths as Record<string, Record<string, JsonObject>>;
  const described = Object.entries(paths).map(([path, methods]) => {
    const operations = Object.entries(methods).map(([method, operation]) => {
      const route = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
      const entry = ROUTE_TABLE.find((one) => one.service === service && one.route === route);
      return [method, entry === undefined ? operation : withExamples(operation, entry, scene)] as const;
    });
    return [path, Object.fromEntries(operations)] as const;
  });
  return withoutTuples({ ...document, paths: Object.fromEntries(described) }) as JsonObject;
}

/** Schemathesis 4 reads a tuple of OpenAPI 3.1 as one of older drafts, and then finds fault with it; we compare it exactly. */
function withoutTuples(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutTuples);
  if (typeof value !== 'object' || value === null) return value;
  const { prefixItems, ...members } = value;
  const others = Object.entries(members).map(([name, member]): [string, JsonValue] => [name, withoutTuples(member)]);
  const schema: JsonObject = Object.fromEntries(others);
  return prefixItems === undefined ? schema : { ...schema, items: { anyOf: prefixItems } };
}

function withExamples(operation: JsonObject, entry: RouteEntry, scene: Scene): JsonObject {
  const known: Readonly<Record<string, string>> = { ...entry.parameters?.(scene), ...entry.query?.(scene) };
  const parameters = ((operation.parameters ?? []) as JsonObject[]).map((parameter): JsonObject => {
    const value = known[parameter.name as string];
    if (value === undefined) return parameter;
    return { ...parameter, schema: { anyOf: [{ type: 'string', enum: [value] }, parameter.schema as JsonObject] } };
  });
  const body = entry.body?.(scene);
  return {
    ...operation,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined || operation.requestBody === undefined
      ? {}
      : { requestBody: bodyWithExample(operation.requestBody as JsonObject, body) }),
  };
}

function bodyWithExample(requestBody: JsonObject, body: RequestBody): JsonObject {
  const content = requestBody.content as Record<string, JsonObject>;
  const example = exampleOf(body);
  return {
    ...requestBody,
    content: Object.fromEntries(Object.entries(content).map(([type, media]) => [type, { ...media, example }])),
  };
}

function exampleOf(body: RequestBody): JsonValue {
  if ('json' in body) return body.json;
  return 'form' in body ? { ...body.form } : body.text;
}
