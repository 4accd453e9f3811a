import { refusal } from '#primitives';

/** A case fails where what it must show isn't so. @throws `not_shown` */
export function requireShown(isShown: boolean, sentence: string): asserts isShown {
  if (!isShown) throw refusal('not_shown', sentence);
}
