/** What of a rotation decides which key signs. */
interface Following {
  kid: string;
  previousKid: string;
  signsFrom: number | null;
  previousUntil: number | null;
}

/**
 * The rotations of a use in their order.
 * @param firstKid the key with which the organisation began
 */
export function orderLine<Row extends Following>(firstKid: string, rows: readonly Row[]): Row[] {
  const line: Row[] = [];
  let kid = firstKid;
  for (;;) {
    const next = rows.find(({ previousKid }) => previousKid === kid);
    if (next === undefined) return line;
    line.push(next);
    kid = next.kid;
  }
}

/**
 * The rotation by which the key that signs came in; undefined while the first one does. Only the time decides, so that all
 * instances change over at the same moment and none needs to be told.
 */
export function lastBegun<Row extends Following>(line: readonly Row[], nowSeconds: number): Row | undefined {
  return line.filter(({ signsFrom }) => signsFrom !== null && signsFrom <= nowSeconds).at(-1);
}

/** Keys that belong to the organisation now: those that are to sign, sign, or signed what is still in force. */
export function standingKids(firstKid: string, line: readonly Following[], nowSeconds: number): string[] {
  const ends = [...line.map(({ previousUntil }) => previousUntil), null];
  const kids = [firstKid, ...line.map(({ kid }) => kid)];
  return kids.filter((_kid, index) => (ends[index] ?? Infinity) > nowSeconds);
}
