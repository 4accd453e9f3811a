/** A frame in which every claim, and every member of a claim that is an object, can be disclosed by itself. */
export function frameOf(claims: Readonly<Record<string, unknown>>): Record<string, unknown>;
