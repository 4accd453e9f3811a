import type { JsonValue } from '#primitives';

/** Whether `aud` names this audience and nobody else: what is for two servers, one of them may use at the other. */
export function isSoleAudience(aud: JsonValue | undefined, audience: string): boolean {
  return aud === audience || (Array.isArray(aud) && aud.length === 1 && aud[0] === audience);
}
