import { z } from 'zod';
import { STATUS_CODES } from 'node:http';
import type { JsonObject } from '#primitives';
import type { ErrorShapes } from '#service-kit/problem';
import { ComponentSchemas } from './component-schemas.js';
import { ErrorAnswers, ERROR_SCHEMAS } from './error-answers.js';
import type { ShapesByMediaType } from './operation.js';
import { routesOf, type ControllerClass, type DeclaredRoute } from './routes-of.js';

/** A service's interface for programs. */
export interface ApiDescription {
  title: string;
  description: string;
  /** Those with an `@Operation`. */
  controllers: readonly ControllerClass[];
  errors: ErrorShapes;
}

export type OpenApiDocument = JsonObject;

const VERSION = '0.1.0';
const JSON_TYPE = 'application/json';

/** The OpenAPI 3.1 document of a service: everything in it comes from the decorators and shapes that the service runs by. */
export function openApiDocument({ title, description, controllers, errors }: ApiDescription): OpenApiDocument {
  const schemas = new ComponentSchemas();
  const refused = new ErrorAnswers(errors);
  const paths: Record<string, JsonObject> = {};
  const routes = controllers.flatMap(routesOf);
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeRoute(route, schemas, refused) };
  }
  return {
    openapi: '3.1.0',
    info: { title, description, version: VERSION, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([left], [right]) => (left < right ? -1 : 1))),
    components: {
      schemas: { ...schemas.named, ...ERROR_SCHEMAS },
      responses: refused.shared,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key. It stands for its tenant, and has scopes.',
        },
      },
    },
  };
}

function describeRoute(route: DeclaredRoute, schemas: ComponentSchemas, errors: ErrorAnswers): JsonObject {
  const { operation, scope, tag, id } = route;
  const parameters = parametersOf(route, schemas);
  return {
    operationId: id,
    tags: [tag],
    summary: operation.summary,
    ...(scope === undefined ? {} : { security: [{ bearer: [scope] }], description: `Needs the scope \`${scope}\`.` }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(operation.body === undefined ? {} : { requestBody: bodyOf(operation.body, route, schemas) }),
    responses: { ...goodAnswers(route, schemas), ...errors.of(route) },
  };
}

function bodyOf(
  body: z.ZodType | ShapesByMediaType,
  { operation }: DeclaredRoute,
  schemas: ComponentSchemas,
): JsonObject {
  return { required: operation.bodyIsOptional !== true, content: contentOf(body, JSON_TYPE, 'input', schemas) };
}

function goodAnswers({ operation, status, mediaType }: DeclaredRoute, schemas: ComponentSchemas): JsonObject {
  const { answer, furtherAnswers = {} } = operation;
  const answers = { [status]: answer ?? null, ...furtherAnswers };
  return Object.fromEntries(
    Object.entries(answers).map(([code, shape]) => [
      code,
      {
        description: STATUS_CODES[code] ?? code,
        ...(shape === null ? {} : { content: contentOf(shape, mediaType, 'output', schemas) }),
      },
    ]),
  );
}

function contentOf(
  shapes: z.ZodType | ShapesByMediaType,
  mediaType: string,
  io: 'input' | 'output',
  schemas: ComponentSchemas,
): JsonObject {
  const byType = shapes instanceof z.ZodType ? { [mediaType]: shapes } : shapes;
  return Object.fromEntries(
    Object.entries(byType).map(([type, shape]) => [type, { schema: schemas.schemaOf(shape, io) }]),
  );
}

function parametersOf({ path, operation }: DeclaredRoute, schemas: ComponentSchemas): JsonObject[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  const anyText: JsonObject = { type: 'string', minLength: 1 };
  return [
    ...inPath.map((name) => {
      const shape = operation.path?.shape[name] as z.ZodType | undefined;
      const schema = shape === undefined ? anyText : schemas.schemaOf(shape, 'input');
      return { name, in: 'path', required: true, schema };
    }),
    ...parametersIn('query', operation.query, schemas),
    ...parametersIn('header', operation.headers, schemas),
  ];
}

function parametersIn(place: string, shape: z.ZodObject | undefined, schemas: ComponentSchemas): JsonObject[] {
  return Object.entries((shape?.shape ?? {}) as Record<string, z.ZodType>).map(([name, member]) => ({
    name,
    in: place,
    required: !member.safeParse(undefined).success,
    schema: schemas.schemaOf(member, 'input'),
  }));
}
