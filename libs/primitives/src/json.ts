import { refusal } from './coded-error.js';

export type JsonValue = null | boolean | number | string | JsonValue[] | { [member: string]: JsonValue };
export type JsonObject = { [member: string]: JsonValue };

export interface JsonLimits {
  /** UTF-16 code units of the text. */
  maxLength: number;
  /** Arrays and objects inside one another. */
  maxDepth: number;
}

/** What a peer may send where nothing tighter is said. */
export const DEFAULT_JSON_LIMITS: JsonLimits = { maxLength: 256 * 1024, maxDepth: 24 };

/**
 * Parses JSON from a peer. The depth is measured before parsing, so that a deep text costs no stack.
 * @throws `json_too_large`, `json_too_deep`, `malformed_json`
 */
export function parseJson(text: string, limits: JsonLimits = DEFAULT_JSON_LIMITS): JsonValue {
  if (text.length > limits.maxLength)
    throw refusal('json_too_large', `The JSON text is longer than ${limits.maxLength}.`);
  refuseDeepJson(text, limits.maxDepth);
  try {
    // The reviver halves the speed; only a text that names the member pays for it.
    return JSON.parse(text, text.includes('__proto__') ? dropPrototypeMember : undefined) as JsonValue;
  } catch (cause) {
    throw refusal('malformed_json', 'The text is not JSON.', { cause });
  }
}

/** As {@link parseJson}, for a text that must hold an object. @throws also `json_not_an_object` */
export function parseJsonObject(text: string, limits: JsonLimits = DEFAULT_JSON_LIMITS): JsonObject {
  const value = parseJson(text, limits);
  if (!isJsonObject(value)) throw refusal('json_not_an_object', 'The JSON text is not an object.');
  return value;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function dropPrototypeMember(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

function refuseDeepJson(text: string, maxDepth: number): void {
  // With fewer brackets than levels it can't be deep, and most texts have few.
  if (countOpening(text, maxDepth) <= maxDepth) return;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxDepth) throw refusal('json_too_deep', `The JSON text nests deeper than ${maxDepth}.`);
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
}

/** Opening brackets, in texts or not; stops counting beyond `most`. */
function countOpening(text: string, most: number): number {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) if (++count > most) return count;
  }
  return count;
}
