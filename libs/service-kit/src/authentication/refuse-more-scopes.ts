import { refusal } from '#primitives';
import type { Caller } from './api-keys.js';

/** Nobody hands on more than he has. @throws `scope_not_allowed` */
export function refuseMoreScopes({ scopes: own }: Pick<Caller, 'scopes'>, wanted: readonly string[]): void {
  if (!wanted.every((scope) => own.includes(scope))) {
    throw refusal('scope_not_allowed', 'A scope is asked for that the caller itself does not have.');
  }
}
