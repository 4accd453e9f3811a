import { isJsonObject, type JsonObject, type JsonValue } from '#primitives';

/**
 * What of the verified claims a relying party has asked for in the `claims` parameter (OpenID Connect for Identity Assurance 1.0 §5):
 * an element whose `verification` has other values than it wants is left out whole, and of the claims only the named ones are told.
 * @param request the member `verified_claims` of the parameter, as it came; `null` or nothing asks for whatever the scope gives
 * @returns one element, several, or `undefined` where nothing is left: then the claim is omitted (§5.1)
 */
export function narrowVerifiedClaims(
  elements: readonly JsonObject[],
  request: unknown,
): JsonObject | JsonObject[] | undefined {
  const told = Array.isArray(request)
    ? request.flatMap((one) => narrowAll(elements, one))
    : narrowAll(elements, request ?? null);
  return told.length > 1 ? told : told[0];
}

function narrowAll(elements: readonly JsonObject[], request: unknown): JsonObject[] {
  if (!isJsonObject(request)) return [...elements];
  return elements.flatMap((element) => {
    if (!fits(element.verification, request.verification ?? null)) return [];
    const claims = chosen(element.claims, request.claims ?? null);
    return claims === undefined ? [] : [{ ...element, claims }];
  });
}

function chosen(claims: JsonValue | undefined, wanted: JsonValue): JsonObject | undefined {
  if (!isJsonObject(claims)) return undefined;
  if (!isJsonObject(wanted)) return claims;
  const named = Object.entries(claims).filter(([name, value]) => name in wanted && fits(value, wanted[name] ?? null));
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

/** `value` and `values` narrow a member; an object narrows its members; an array asks that some element fits one of its own. */
function fits(value: JsonValue | undefined, wanted: JsonValue): boolean {
  if (wanted === null) return true;
  if (Array.isArray(wanted)) {
    const values = Array.isArray(value) ? value : [value];
    return wanted.every((one) => values.some((each) => fits(each, one)));
  }
  if (!isJsonObject(wanted)) return value === wanted;
  if ('value' in wanted) return equal(value, wanted.value);
  if (Array.isArray(wanted.values)) return wanted.values.some((one) => equal(value, one));
  const members = Object.entries(wanted).filter(([name]) => !['essential', 'max_age', 'purpose'].includes(name));
  return members.every(([name, one]) => one === null || (isJsonObject(value) && fits(value[name], one)));
}

function equal(value: JsonValue | undefined, wanted: JsonValue | undefined): boolean {
  return JSON.stringify(value) === JSON.stringify(wanted);
}
