import { SetMetadata } from '@nestjs/common';

const SCOPE = 'incola:scope';

/** Notes on a method which scope a caller needs; the guard and the document read it. */
export function NeedsScope(scope: string): MethodDecorator {
  return SetMetadata(SCOPE, scope);
}

/** The scope that a method requires, if any. */
export function scopeOf(method: object): string | undefined {
  return Reflect.getMetadata(SCOPE, method) as string | undefined;
}
