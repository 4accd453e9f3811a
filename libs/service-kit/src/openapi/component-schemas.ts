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
    for (const [id, schema] of Object.entries(drawn.$defs ?? {})) this.#keep(id, referred(schema) as JsonObject);
    return referred(drawn.properties.it) as JsonObject;
  }

  /** By id, in its order. */
  get named(): Record<string, JsonObject> {
    return Object.fromEntries([...this.#named].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  #keep(id: string, { id: _id, ...schema }: JsonObject): void {
    assertOurs(/^[A-Z][A-Za-z0-9]*$/.test(id), `a shape that is used more than once has a proper id, and not ${id}`);
    const known = this.#named.get(id);
    assertOurs(known === undefined || canonicalJson(known) === canonicalJson(schema), `only one shape has the id ${id}`);
    this.#named.set(id, schema);
  }
}

function referred(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(referred);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === '$ref' && typeof member === 'string'
        ? member.replace('#/$defs/', '#/components/schemas/')
        : referred(member),
    ]),
  );
}
