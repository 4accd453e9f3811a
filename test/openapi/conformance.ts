import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from '#primitives';

/** An answer as it left the service. */
export interface SentAnswer {
  method: string;
  /** As Fastify tells it: `/api/v1/offers/:id`. */
  route: string;
  status: number;
  contentType: string | undefined;
  text: string;
}

interface DescribedAnswer {
  $ref?: string;
  content?: Record<string, unknown>;
}
/** The part of a document that speaks of answers: by path, method and status. */
type DescribedPaths = Record<string, Record<string, { responses: Record<string, DescribedAnswer> }>>;

/** Compares answers with an OpenAPI document; routes that are not in it are passed over. */
export class Conformance {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: JsonObject) {
    this.#ajv.addSchema(document, 'document');
  }

  /** `GET /api/v1/offers/:id`, as the document has them. */
  get operations(): string[] {
    return Object.entries(this.#paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
  }

  /** What is wrong with an answer; empty where nothing is. */
  faultsOf(answer: SentAnswer): string[] {
    const path = answer.route.replace(/:(\w+)/g, '{$1}');
    const method = answer.method.toLowerCase();
    const operation = this.#paths[path]?.[method];
    if (operation === undefined) return [];
    const reference = operation.responses[answer.status]?.$ref;
    const described = reference === undefined ? operation.responses[answer.status] : this.#shared(reference);
    const what = `${answer.method} ${answer.route}: ${answer.status}`;
    const problem = (): string => (answer.status < 400 ? '' : ` ${answer.text.slice(0, 300)}`);
    if (described === undefined) return [`${what} is not declared by its @Operation${problem()}`];
    const mediaType = answer.contentType?.split(';')[0];
    if (described.content === undefined) return answer.text === '' ? [] : [`${what} has a body that is not declared`];
    if (mediaType === undefined || !(mediaType in described.content))
      return [`${what} is ${mediaType ?? 'of no type'}`];
    const place = reference?.split('/').slice(1) ?? ['paths', path, method, 'responses', String(answer.status)];
    const validate = this.#validatorAt([...place, 'content', mediaType]);
    const value: unknown = /[/+]json$/.test(mediaType) ? JSON.parse(answer.text) : answer.text;
    if (validate(value)) return [];
    return [`${what}: ${this.#ajv.errorsText(validate.errors, { dataVar: '' })}${problem()}`];
  }

  get #paths(): DescribedPaths {
    return this.document.paths as unknown as DescribedPaths;
  }

  #shared(reference: string): DescribedAnswer | undefined {
    const { responses } = this.document.components as unknown as { responses: Record<string, DescribedAnswer> };
    return responses[reference.split('/').at(-1) as string];
  }

  #validatorAt(place: readonly string[]): ValidateFunction {
    const pointer = [...place, 'schema'].map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1'));
    const $ref = `document#/${pointer.map(encodeURIComponent).join('/')}`;
    const known = this.#validators.get($ref);
    if (known !== undefined) return known;
    const made = this.#ajv.compile({ $ref });
    this.#validators.set($ref, made);
    return made;
  }
}
