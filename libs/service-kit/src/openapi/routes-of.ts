import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { HEADERS_METADATA, HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { operationOf, type OperationText } from './operation.js';
import { scopeOf } from './scope-of.js';

/** A controller's class, or one bound by `controllerOf`. */
export type ControllerClass = abstract new (...parts: never[]) => object;

/** One route of a controller, as its decorators tell it. */
export interface DeclaredRoute {
  /** `verifications.ask` */
  id: string;
  /** The controller's noun: `Verifications`. */
  tag: string;
  /** Lower case, as OpenAPI wants it. */
  method: string;
  /** As the router has it: `/api/v1/verifications/:id`. */
  path: string;
  status: number;
  /** Of a good answer. */
  mediaType: string;
  scope: string | undefined;
  operation: OperationText;
}

/** The routes whose methods have an `@Operation`, in the order of the class. */
export function routesOf(controller: ControllerClass): DeclaredRoute[] {
  const prototype = controller.prototype as Readonly<Record<string, unknown>>;
  const prefix = String(Reflect.getMetadata(PATH_METADATA, controller));
  const noun = controller.name.replace(/Controller$/, '');
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = prototype[name];
    const operation = typeof method === 'function' ? operationOf(method) : undefined;
    if (typeof method !== 'function' || operation === undefined) return [];
    const verb = Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod;
    return [
      {
        id: `${noun.charAt(0).toLowerCase()}${noun.slice(1)}.${name}`,
        tag: noun,
        method: RequestMethod[verb].toLowerCase(),
        path: joinPath(prefix, String(Reflect.getMetadata(PATH_METADATA, method))),
        status:
          (Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined) ??
          (verb === RequestMethod.POST ? 201 : 200),
        mediaType: mediaTypeOf(method),
        scope: scopeOf(method),
        operation,
      },
    ];
  });
}

function mediaTypeOf(method: object): string {
  const headers = (Reflect.getMetadata(HEADERS_METADATA, method) ?? []) as { name: string; value: string }[];
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? 'application/json';
  return type.split(';')[0] as string;
}

function joinPath(...parts: string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
}
