import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseLedgerProof, validatorPowers, verifyLedgerProof, type AttestedCollege, type LedgerProof } from '#ledger';
import { canonicalJson, isCodedError, isJsonObject, verifyWithWebCrypto, type JsonValue } from '#primitives';
import { fictiveValidators, GENESIS, networkProofs, signedBlock } from './fictive-network.js';

const SECOND = fictiveValidators('second');
const second = validatorPowers(SECOND);
const simple = networkProofs();
const bridged = networkProofs({
  height: 9,
  validators: second,
  named: SECOND,
  bridge: [signedBlock({ height: 7, next: second }), signedBlock({ height: 8, validators: second })],
});
const PROOFS = [simple.history, simple.state, bridged.history, bridged.anchored].map((proof) => JSON.stringify(proof));

/** A slow machine makes fewer runs, and no failure. */
const BOUNDED = { interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false } as const;
const TEST_TIMEOUT_MILLISECONDS = 60_000;

interface Proven {
  /** All that is proven but who signed, in one text. */
  what: string;
  signers: string[];
  values: string[];
}

/** What a proof proves; `undefined` where it is refused. Anything else than a refusal fails the test. */
async function provenBy(text: string): Promise<Proven | undefined> {
  try {
    const proof: LedgerProof = parseLedgerProof(text);
    const { attested, ...proven } = await verifyLedgerProof(proof, GENESIS, verifyWithWebCrypto);
    const { colleges, root, ...rest } = attested;
    const values = 'values' in proven ? [...proven.values].map((entry) => canonicalJson(entry)) : [];
    const what = {
      ...proven,
      values: [],
      attested: { ...rest, root: [...root], colleges: colleges.map(withoutSigners) },
    };
    return {
      what: canonicalJson(JSON.parse(JSON.stringify(what)) as JsonValue),
      signers: colleges.flatMap(({ validators = [] }) => validators.map((one) => JSON.stringify(one))),
      values,
    };
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return undefined;
    throw error;
  }
}

function withoutSigners({ college, cosignedAt }: AttestedCollege) {
  return { college, cosignedAt };
}

/** Who takes a signature or an entry away says less, and nothing else. */
function expectNothingElse(proven: Proven, original: Proven | undefined): void {
  expect(proven.what).toBe(original?.what);
  expect(proven.signers.filter((signer) => !original?.signers.includes(signer))).toEqual([]);
  expect(proven.values.filter((value) => !original?.values.includes(value))).toEqual([]);
}

type Path = readonly (string | number)[];

/** Every place of a JSON value, as a path of names and indexes. */
function placesOf(value: JsonValue, path: Path = []): Path[] {
  const children: [string | number, JsonValue][] = Array.isArray(value)
    ? value.map((one, index) => [index, one])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...children.flatMap(([name, child]) => placesOf(child, [...path, name]))];
}

function valueAt(value: JsonValue, path: Path): JsonValue {
  return path.reduce((inner, name) => (inner as Record<string | number, JsonValue>)[name] as JsonValue, value);
}

function replaceAt(value: JsonValue, [name, ...rest]: Path, by: JsonValue): JsonValue {
  if (name === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, JsonValue>;
  copy[name] = replaceAt(copy[name] as JsonValue, rest, by);
  return copy;
}

/** Another value of the same kind: the smallest lie. */
function nudge(value: JsonValue, at: number): JsonValue {
  if (typeof value === 'number') return value + (at < 0.5 ? 1 : -1);
  if (Array.isArray(value)) return at < 0.5 ? value.slice(1) : [...value, ...value.slice(0, 1)];
  if (typeof value !== 'string' || value === '') return null;
  const place = Math.floor(at * value.length);
  return value.slice(0, place) + (value[place] === 'A' ? 'B' : 'A') + value.slice(place + 1);
}

function pick<Item>(items: readonly Item[], at: number): Item {
  return items[Math.floor(at * items.length)] as Item;
}

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const treeMutation = fc.record({
  proof: fc.nat({ max: PROOFS.length - 1 }),
  place: fraction,
  other: fraction,
  by: fc.oneof(fc.constant('other' as const), fc.constant('bit' as const), fc.constant('value' as const)),
  value: fc.oneof(fc.constant(null), fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>),
});
const character = fc.constantFrom(...'{}[]",:0123456789AZaz-_=+/\\n \u0000\ud800é—'.split(''));
const textMutation = fc.record({
  proof: fc.nat({ max: PROOFS.length - 1 }),
  at: fraction,
  removed: fc.nat({ max: 40 }),
  inserted: fc.array(character, { maxLength: 6 }).map((characters) => characters.join('')),
});

describe('a proof with a commit that somebody has changed', () => {
  it(
    'is refused, or says nothing that it did not say before, whatever was done to its text',
    async () => {
      const original = await Promise.all(PROOFS.map(provenBy));
      expect(original.every((proven) => proven !== undefined)).toBe(true);
      await fc.assert(
        fc.asyncProperty(textMutation, async ({ proof, at, removed, inserted }) => {
          const text = PROOFS[proof] ?? '';
          const place = Math.floor(at * text.length);
          const proven = await provenBy(text.slice(0, place) + inserted + text.slice(place + removed));
          if (proven !== undefined) expectNothingElse(proven, original[proof]);
        }),
        { ...BOUNDED, numRuns: 2000 },
      );
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
        { ...BOUNDED, numRuns: 2000 },
      );
      // So that what is tested is the cryptography too, and not only the shape.
      expect(refusedByVerifying).toBeGreaterThan(0);
    },
    TEST_TIMEOUT_MILLISECONDS,
  );

  it('is refused with any one byte of its header, commit or validators changed', async () => {
    const tree = JSON.parse(JSON.stringify(simple.history)) as JsonValue;
    const places = placesOf(tree).filter(
      (path) =>
        path[0] === 'attestation' &&
        ['header', 'commit', 'validators', 'appState'].includes(String(path[1])) &&
        ['string', 'number'].includes(typeof valueAt(tree, path)) &&
        valueAt(tree, path) !== '',
    );
    expect(places.length).toBeGreaterThan(40);
    for (const path of places) {
      for (const at of [0, 0.6]) {
        const changed = replaceAt(tree, path, nudge(valueAt(tree, path), at));
        expect([path.join('.'), await provenBy(JSON.stringify(changed))]).toEqual([path.join('.'), undefined]);
      }
    }
  });
});

function isParsed(text: string): boolean {
  try {
    return parseLedgerProof(text) !== undefined;
  } catch {
    return false;
  }
}
