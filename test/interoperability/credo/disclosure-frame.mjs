/** A frame in which every claim, and every member of a claim that is an object, can be disclosed by itself. */
export function frameOf(claims) {
  const nested = Object.entries(claims).filter(([, value]) => typeof value === 'object');
  return {
    _sd: Object.keys(claims),
    ...Object.fromEntries(nested.map(([name, value]) => [name, { _sd: Object.keys(value) }])),
  };
}
