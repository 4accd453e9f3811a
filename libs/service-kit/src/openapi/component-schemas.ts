import { z } from 'zod';
import { assertOurs, canonicalJson, type JsonObject, type JsonValue } from '#primitives';

/** Draws JSON Schemas (2020-12, the dialect of OpenAPI 3.1) from shapes; what has a name of its own is kept apart. */
export class ComponentSchemas {
  readonly #named = new Map<string, JsonObject>();

  /**
   * @param io `input`: what a peer may send; `output`: what we answer
   * @returns a schema that refers to {@link named} where a shape has an id (`.meta({ id })`)
   */
  schemaOf(shape: z.ZodType, io: 'input' | 'output'): JsonObject {
    // Within an object, so that a shape with an id is referred to as well.
    const drawn = z.toJSONSchema(z.strictObject({ it: shape }), { io, unrepresentable: 'any' }) as unknown as {
      properties: { it: JsonObject };
      $defs?: Record<string, JsonObject>;
    };
    const definitions = Object.entries(drawn.$defs ?? {});
    const anyJson = new Set(definitions.filter(([, schema]) => isAnyJson(schema)).map(([id]) => `#/$defs/${id}`));
    for (const [id, schema] of definitions) {
      if (!isAnyJson(schema)) this.#keep(id, referred(schema, anyJson) as JsonObject);
    }
    return referred(drawn.properties.it, anyJson) as JsonObject;
  }

  /** By id, in its order. */
  get named(): Record<string, JsonObject> {
    return Object.fromEntries([...this.#named].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  #keep(id: string, { id: _id, ...schema }: JsonObject): void {
    assertOurs(/^[A-Z][A-Za-z0-9]*$/.test(id), `a shape that is used more than once has a proper id, and not ${id}`);
    const known = this.#named.get(id);
    assertOurs(
      known === undefined || canonicalJson(known) === canonicalJson(schema),
      `only one shape has the id ${id}`,
    );
    this.#named.set(id, schema);
  }
}

/** What `z.json()` draws: texts, numbers, booleans, null, and lists and maps of itself. */
function isAnyJson({ anyOf }: JsonObject): boolean {
  return Array.isArray(anyOf) && anyOf.length === 6 && canonicalJson(anyOf).includes('"propertyNames"');
}

function referred(value: JsonValue, anyJson: ReadonlySet<string>): JsonValue {
  if (Array.isArray(value)) return value.map((member) => referred(member, anyJson));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value;
  if (typeof $ref !== 'string') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, referred(member, anyJson)]));
  }
  if (anyJson.has($ref)) return { description: 'Any JSON value.' };
  return { ...value, $ref: $ref.replace('#/$defs/', '#/components/schemas/') };
}
