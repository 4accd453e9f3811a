import type { Type } from '@nestjs/common';

/**
 * A controller made with the given arguments, which the compiler checks; for a module's `controllers`. Nest would resolve
 * constructor parameters by tokens at run time, and silently inject `undefined` under some transformers (stack.md).
 * The routes are inherited from the class.
 */
export function controllerOf<Arguments extends unknown[]>(
  controller: new (...parts: Arguments) => object,
  ...parts: Arguments
): Type {
  const Base = controller as new (...parts: unknown[]) => object;
  const Bound = class extends Base {
    constructor() {
      super(...parts);
    }
  };
  Object.defineProperty(Bound, 'name', { value: controller.name });
  // Own metadata, so that Nest doesn't look for the parameters of the class above, nor for what its @Inject names.
  for (const key of ['design:paramtypes', 'self:paramtypes']) Reflect.defineMetadata(key, [], Bound);
  return Bound;
}
