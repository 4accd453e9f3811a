import { z } from 'zod';
import { isJsonObject } from '#primitives';
import type { PostalAddress } from '#postal-address';

const line = z.string().min(1).max(300);
const addressShape = z.strictObject({
  street_address: line,
  postal_code: line,
  locality: line,
  country: line.default('FR'),
});
/** More spellings than the contract allows are refused with its own code; this is only the door's limit. */
const MAX_ADDRESSES = 10;

/**
 * The address that a relying party wants confirmed: `address` with a `value`, or `values`, in the `claims` parameter (OpenID
 * Connect Core §5.5.1), in either of its places.
 * @returns none where no value was sent; `undefined` where one is no address
 */
export function requestedAddresses(claimsParameter: unknown): PostalAddress[] | undefined {
  if (!isJsonObject(claimsParameter)) return [];
  const values = [claimsParameter.id_token, claimsParameter.userinfo].flatMap((place) => {
    const address = isJsonObject(place) ? place.address : undefined;
    if (!isJsonObject(address)) return [];
    const several: unknown[] = Array.isArray(address.values) ? address.values : [];
    return 'value' in address ? [address.value, ...several] : several;
  });
  const distinct = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  const parsed = z.array(addressShape).max(MAX_ADDRESSES).safeParse(distinct);
  return parsed.success ? parsed.data : undefined;
}

/** Whether a certain person is asked for: nobody is known from before, so that none ever fits (OpenID Connect Core §5.5.1). */
export function namesSubject(claimsParameter: unknown): boolean {
  if (!isJsonObject(claimsParameter)) return false;
  return [claimsParameter.id_token, claimsParameter.userinfo].some((place) => {
    const sub = isJsonObject(place) ? place.sub : undefined;
    return isJsonObject(sub) && ('value' in sub || 'values' in sub);
  });
}
