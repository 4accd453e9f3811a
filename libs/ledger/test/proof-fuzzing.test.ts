import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  parseCheckpoint,
  parseGenesis,
  parseLedgerProof,
  parseLedgerTransaction,
  parseLogLeaf,
  parseSignedNote,
  parseTrustFile,
  verifyLedgerProof,
  type LedgerProof,
} from '#ledger';
import {
  canonicalJson,
  encodeBase64url,
  encodeUtf8,
  isCodedError,
  isJsonObject,
  verifyWithWebCrypto,
  type JsonValue,
} from '#primitives';

const example = JSON.parse(
  readFileSync(new URL('../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as Record<'trust' | 'history' | 'state' | 'anchored', JsonValue>;
const { genesis } = parseTrustFile(JSON.stringify(example.trust));
const PROOFS = (['history', 'state', 'anchored'] as const).map((name) => JSON.stringify(example[name]));

/** A slow machine makes fewer runs, and no failure. */
const BOUNDED = { interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false } as const;
const TEST_TIMEOUT_MILLISECONDS = 60_000;

/** What a proof proves, in one text; `undefined` where it is refused. Anything else than a refusal fails the test. */
async function provenBy(text: string): Promise<string | undefined> {
  let proof: LedgerProof;
  try {
    proof = parseLedgerProof(text);
  } catch (error) {
    return refused(error);
  }
  try {
    const { attested, ...proven } = await verifyLedgerProof(proof, genesis, verifyWithWebCrypto);
    const root = encodeBase64url(attested.root);
    const values = 'values' in proven ? [...proven.values] : [];
    return canonicalJson(
      JSON.parse(JSON.stringify({ ...proven, values, attested: { ...attested, root } })) as JsonValue,
    );
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): undefined {
  if (isCodedError(error) && error.fault === 'refusal') return undefined;
  throw error;
}

/** Characters that mean something in proofs, and some that should mean nothing. */
const character = fc.constantFrom(...'{}[]",:0123456789AZaz-_=+/\\n \u0000\ud800é—'.split(''));
const textMutation = fc.record({
  proof: fc.nat({ max: PROOFS.length - 1 }),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  removed: fc.nat({ max: 40 }),
  inserted: fc.array(character, { maxLength: 6 }).map((characters) => characters.join('')),
});

/** Every place of a JSON value, as a path of names and indexes. */
function placesOf(value: JsonValue, path: (string | number)[] = []): (string | number)[][] {
  const children: [string | number, JsonValue][] = Array.isArray(value)
    ? value.map((one, index) => [index, one])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...children.flatMap(([name, child]) => placesOf(child, [...path, name]))];
}

function valueAt(value: JsonValue, path: readonly (string | number)[]): JsonValue {
  return path.reduce((inner, name) => (inner as Record<string | number, JsonValue>)[name] as JsonValue, value);
}

function replaceAt(value: JsonValue, [name, ...rest]: readonly (string | number)[], by: JsonValue): JsonValue {
  if (name === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, JsonValue>;
  copy[name] = replaceAt(copy[name] as JsonValue, rest, by);
  return copy;
}

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const treeMutation = fc.record({
  proof: fc.nat({ max: PROOFS.length - 1 }),
  place: fraction,
  other: fraction,
  by: fc.oneof(fc.constant('other' as const), fc.constant('bit' as const), fc.constant('value' as const)),
  value: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
});

/** The first entry of the state proof is gone. */
const ENTRY_TAKEN = { proof: 1, place: 5 / 62, other: 0, by: 'bit', value: null } as const;

function pick<Item>(items: readonly Item[], at: number): Item {
  return items[Math.floor(at * items.length)] as Item;
}

/** Another value of the same kind: the smallest lie. */
function nudge(value: JsonValue, at: number): JsonValue {
  if (typeof value === 'number') return value + (at < 0.5 ? 1 : -1);
  if (Array.isArray(value)) return at < 0.5 ? value.slice(1) : [...value, ...value.slice(0, 1)];
  if (typeof value !== 'string' || value === '') return null;
  const place = Math.floor(at * value.length);
  return value.slice(0, place) + (value[place] === 'A' ? 'B' : 'A') + value.slice(place + 1);
}

/** A state proof from which a whole entry was taken proves the others still; whoever needs that one finds it missing. */
function expectNothingElse(proven: string, original: string | undefined): void {
  const [now, before] = [proven, original ?? ''].map((text) => JSON.parse(text) as { values: JsonValue[] });
  const known = new Set(before?.values.map((entry) => canonicalJson(entry)));
  expect(now?.values.filter((entry) => !known.has(canonicalJson(entry)))).toEqual([]);
  expect({ ...now, values: [] }).toEqual({ ...before, values: [] });
}

describe('a ledger proof that somebody has changed', () => {
  it(
    'is refused, or says in another spelling what it said before, whatever was done to its text',
    async () => {
      const original = await Promise.all(PROOFS.map(provenBy));
      expect(original.every((proven) => proven !== undefined)).toBe(true);
      const seen = { refused: 0, same: 0 };
      await fc.assert(
        fc.asyncProperty(textMutation, async ({ proof, at, removed, inserted }) => {
          const text = PROOFS[proof] ?? '';
          const place = Math.floor(at * text.length);
          const proven = await provenBy(text.slice(0, place) + inserted + text.slice(place + removed));
          if (proven !== undefined) expect(proven).toBe(original[proof]);
          seen[proven === undefined ? 'refused' : 'same']++;
        }),
        { ...BOUNDED, numRuns: 3000 },
      );
      expect(seen.refused).toBeGreaterThan(seen.same);
    },
    TEST_TIMEOUT_MILLISECONDS,
  );

  it(
    'is refused, or says nothing that it did not say before, whatever value took the place of another',
    async () => {
      const original = await Promise.all(PROOFS.map(provenBy));
      let refusedByVerifying = 0;
      await fc.assert(
        fc.asyncProperty(treeMutation, async ({ proof, place, other, by, value }) => {
          const tree = JSON.parse(PROOFS[proof] ?? '') as JsonValue;
          // Not the whole: a proof of a commitment holds that of its anchor, which is genuine and says something else.
          const path = pick(placesOf(tree).slice(1), place);
          const choices = {
            other: () => valueAt(tree, pick(placesOf(tree), other)),
            bit: () => nudge(valueAt(tree, path), other),
            value: () => value,
          };
          const text = JSON.stringify(replaceAt(tree, path, choices[by]()));
          const proven = await provenBy(text);
          if (proven !== undefined) expectNothingElse(proven, original[proof]);
          else if (isParsed(text)) refusedByVerifying++;
        }),
        { ...BOUNDED, numRuns: 3000, examples: [[ENTRY_TAKEN]] },
      );
      // So that what is tested is the cryptography too, and not only the shape.
      expect(refusedByVerifying).toBeGreaterThan(0);
    },
    TEST_TIMEOUT_MILLISECONDS,
  );

  function isParsed(text: string): boolean {
    try {
      return parseLedgerProof(text) !== undefined;
    } catch {
      return false;
    }
  }
});

describe('what is no proof at all', () => {
  const leafDomain = encodeUtf8('incola:log-leaf:1\u0000');
  const parsers: Readonly<Record<string, (text: string) => unknown>> = {
    parseLedgerProof,
    parseLedgerTransaction,
    parseTrustFile,
    parseGenesis,
    parseSignedNote,
    parseCheckpoint,
    parseLogLeaf: (text) => parseLogLeaf(new Uint8Array([...leafDomain, ...new TextEncoder().encode(text)])),
  };
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json({ maxDepth: 6 }),
    fc
      .jsonValue({ maxDepth: 4 })
      .map((value) =>
        JSON.stringify({ format: 'incola-ledger-proof', version: 1, kind: 'state', ...(value as object) }),
      ),
    fc
      .array(fc.constantFrom('{', '[', '"', '\n', '\n\n', '— ', 'AAAA', '0', ':', ','), { maxLength: 400 })
      .map((parts) => parts.join('')),
  );

  it.each(Object.keys(parsers))('is refused with a code by %s, and nothing breaks', (name) => {
    const parse = parsers[name] as (text: string) => unknown;
    let accepted = 0;
    fc.assert(
      fc.property(anything, (text) => {
        try {
          parse(text);
          accepted++;
        } catch (error) {
          refused(error);
        }
      }),
      { ...BOUNDED, interruptAfterTimeLimit: 5_000, numRuns: 1000, seed: 20_260_501 },
    );
    expect(accepted).toBe(0);
  });

  it('is refused as bytes of a leaf, well-formed or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, hasDomain) => {
        try {
          parseLogLeaf(hasDomain ? new Uint8Array([...leafDomain, ...bytes]) : bytes);
          throw new Error('random bytes are no leaf');
        } catch (error) {
          refused(error);
        }
      }),
      { ...BOUNDED, interruptAfterTimeLimit: 5_000, numRuns: 1000, seed: 20_260_501 },
    );
  });
});
