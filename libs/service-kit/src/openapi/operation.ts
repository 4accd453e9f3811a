import type { z } from 'zod';

/** Shapes by media type. */
export type ShapesByMediaType = Readonly<Record<string, z.ZodType>>;

/** What the OpenAPI document says of one controller method, beside what its other decorators say already. */
export interface OperationText<Answer = unknown> {
  /** One sentence, for whoever calls it. */
  summary: string;
  /** The shape that the method gives to `parseDoor`; JSON where no media type is named. */
  body?: z.ZodType | ShapesByMediaType;
  /** Whether the body may be left out. */
  bodyIsOptional?: true;
  query?: z.ZodObject;
  /** Of parameters in the path; one that is not here is any text. */
  path?: z.ZodObject;
  /** Header fields that the method reads, by their lower-case names. */
  headers?: z.ZodObject;
  /** What is answered with the method's own status; absent: no content. */
  answer?: z.ZodType<Answer> | ShapesByMediaType;
  /** Further answers that are no errors, by status; `null` has no content. */
  furtherAnswers?: Readonly<Record<number, z.ZodType | ShapesByMediaType | null>>;
  /** Codes of refusals that the method's own work may end with; the document adds what the door and the guard refuse. */
  refusals?: readonly string[];
  /** Codes of its outages. */
  outages?: readonly string[];
}

type Handler<Answer> = (...parts: never[]) => Answer | void | Promise<Answer | void>;

const operations = new WeakMap<object, OperationText>();

/**
 * On a controller's method: what the OpenAPI document says of it. The compiler compares what the method returns with the shape
 * of its answer (`@Operation<string>` where it returns the JSON as a text); scope, status and media type are read from the
 * method's other decorators.
 */
export function Operation<Answer = void>(operation: OperationText<Answer>) {
  return <Method extends Handler<Answer>>(
    _controller: object,
    _name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    if (descriptor.value !== undefined) operations.set(descriptor.value, operation);
  };
}

/** What {@link Operation} said of a method. */
export function operationOf(method: object): OperationText | undefined {
  return operations.get(method);
}
