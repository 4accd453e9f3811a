import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_BUCKET_ENTRIES, StateTree, stateKeyHash, VALIDATORS_KEY, verifyStateEntry } from '#ledger';
import { encodeBase64url, sha256, type JsonValue } from '#primitives';
import { entriesOfBucket } from '../src/state-bucket.js';
import { stateEntryShape } from '../src/state-entry-shape.js';
import { StateSubtree } from '../src/state-subtree.js';

const treeOf = (count: number) =>
  new StateTree(Array.from({ length: count }, (_, index): [string, JsonValue] => [`member/${index}`, { index }]));

describe('the state tree', () => {
  it('has one root for the same entries, in whatever order they came and went', () => {
    const operation = fc.tuple(fc.nat(30), fc.option(fc.nat(5)));
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const changed = new StateTree();
        for (const [key, value] of operations) {
          changed.set(`key/${key}`, value);
          if (value === 3) changed.root();
        }
        const fresh = new StateTree([...changed.entries()].reverse());
        expect(changed.root()).toEqual(fresh.root());
      }),
    );
  });

  it('proves a value and an absence, also among many', () => {
    const tree = treeOf(10_000);
    const present = tree.prove('member/77');
    expect(present.value).toEqual({ index: 77 });
    expect(verifyStateEntry(present, tree.root())).toBe(true);
    const absent = tree.prove('member/unknown');
    expect(absent.value).toBeNull();
    expect(verifyStateEntry(absent, tree.root())).toBe(true);
  });

  it('refuses a changed value, a hidden entry, an invented absence and an older root', () => {
    const tree = treeOf(10_000);
    const older = tree.root();
    const proof = tree.prove('member/77');
    expect(verifyStateEntry({ ...proof, value: { index: 78 } }, older)).toBe(false);
    expect(verifyStateEntry({ ...proof, value: null }, older)).toBe(false);
    expect(verifyStateEntry({ ...proof, value: null, bucket: [] }, older)).toBe(false);
    expect(verifyStateEntry({ ...proof, key: 'member/78' }, older)).toBe(false);
    expect(verifyStateEntry({ ...proof, bucket: proof.bucket.toReversed() }, older)).toBe(proof.bucket.length < 2);
    expect(verifyStateEntry({ ...proof, bucket: proof.bucket.flatMap((one) => [one, one]) }, older)).toBe(false);
    expect(verifyStateEntry({ ...proof, path: proof.path.slice(1) }, older)).toBe(false);
    expect(verifyStateEntry({ ...proof, path: [...proof.path.slice(1), proof.path[0] ?? ''] }, older)).toBe(false);
    tree.set('member/77', { index: 0 });
    expect(verifyStateEntry(proof, tree.root())).toBe(false);
  });
});

/** Keys that somebody looked for whose hash begins with as many bits as that of `validators`. */
function groundKeys(count: number, bits: number): string[] {
  const beginning = (key: string) => new DataView(stateKeyHash(key).buffer).getUint32(0) >>> (32 - bits);
  const wanted = beginning(VALIDATORS_KEY);
  const found: string[] = [];
  for (let tried = 0; found.length < count; tried++) {
    if (beginning(`effect/ground/${tried}`) === wanted) found.push(`effect/ground/${tried}`);
  }
  return found;
}

describe('keys that somebody looked for, to fill the place of another', () => {
  const ground = groundKeys(120, 12);
  const entriesOf = (keys: readonly string[]) => keys.map((key): [string, JsonValue] => [key, { key }]);

  it('make its proof longer by a hash where they double, and never unreadable', () => {
    const tree = new StateTree([[VALIDATORS_KEY, { validators: [] }], ...entriesOf(ground)]);
    const root = tree.root();
    for (const key of [VALIDATORS_KEY, ...ground]) {
      const proof = stateEntryShape.parse(tree.prove(key));
      expect(verifyStateEntry(proof, root)).toBe(true);
      expect(proof.bucket.length).toBeLessThanOrEqual(MAX_BUCKET_ENTRIES);
      expect(proof.path.length).toBeGreaterThan(12);
      expect(proof.path.length).toBeLessThan(20);
    }
    const absent = stateEntryShape.parse(tree.prove('member/nobody'));
    expect([absent.bucket.length, absent.path.length, verifyStateEntry(absent, root)]).toEqual([0, 12, true]);
  });

  it('leave nothing behind when they go', () => {
    const before = new StateTree([[VALIDATORS_KEY, 1]]);
    const tree = new StateTree([[VALIDATORS_KEY, 1], ...entriesOf(ground)]);
    const [full, empty] = [tree.root(), before.root()];
    tree.beginChange();
    for (const key of ground) tree.delete(key);
    const change = tree.endChange();
    expect([tree.root(), tree.prove(VALIDATORS_KEY)]).toEqual([empty, before.prove(VALIDATORS_KEY)]);
    tree.takeBack(change);
    expect(tree.root()).toEqual(full);
    expect(verifyStateEntry(tree.prove(VALIDATORS_KEY), full)).toBe(true);
  });

  it('prove nothing at another depth, or of a place beside theirs', () => {
    const tree = new StateTree(entriesOf(ground));
    const root = tree.root();
    const [key = '', other = ''] = ground;
    const proof = tree.prove(key);
    const elsewhere = tree.prove(ground.find((one) => tree.prove(one).path[0] !== proof.path[0]) ?? other);
    const wrong = [
      { ...proof, path: proof.path.slice(1) },
      { ...proof, path: [...proof.path, proof.path[0] ?? ''] },
      { ...proof, value: null },
      { ...proof, value: null, bucket: [] },
      { ...proof, value: null, bucket: proof.bucket.filter(([hash]) => hash !== encodeBase64url(stateKeyHash(key))) },
      { ...proof, value: null, bucket: elsewhere.bucket, path: elsewhere.path },
      { ...proof, bucket: [...proof.bucket, ...elsewhere.bucket] },
      { ...proof, path: [...proof.path.slice(0, 1).map((hash) => hash.replace(/^./, 'A')), ...proof.path.slice(1)] },
      // The halves of a node, offered as a bucket.
      {
        ...proof,
        value: null,
        bucket: [[proof.path[0] ?? '', proof.path[0] ?? ''] as [string, string]],
        path: proof.path.slice(1),
      },
    ];
    for (const one of wrong) expect(verifyStateEntry(one, root)).toBe(false);
  });

  /** What nobody can look for: thousands of hashes that begin with the same 200 bits. */
  const hashes = Array.from({ length: 5000 }, (_, number) => {
    const hash = stateKeyHash(VALIDATORS_KEY);
    hash.set(sha256(Uint8Array.of(number & 255, number >> 8)).subarray(0, 7), 25);
    return hash;
  });

  it('could share all bits but a few: the tree is as deep as it takes, whatever came first', () => {
    const digest = sha256();
    const fill = (all: readonly Uint8Array[]) =>
      all.reduce((subtree, hash) => subtree.with(hash, digest, 12), StateSubtree.EMPTY);
    const full = fill(hashes);
    expect(fill(hashes.toReversed()).digest).toEqual(full.digest);
    for (const hash of hashes.slice(0, 50)) {
      const { bucket, path } = full.find(hash, 12);
      expect(entriesOfBucket(bucket).some(([one]) => encodeBase64url(one) === encodeBase64url(hash))).toBe(true);
      expect(entriesOfBucket(bucket).length).toBeLessThanOrEqual(MAX_BUCKET_ENTRIES);
      expect(path.length).toBeGreaterThan(190);
      expect(path.length).toBeLessThan(210);
    }
    const few = hashes.slice(4970);
    const emptied = hashes.slice(0, 4970).reduce((subtree, hash) => subtree.with(hash, undefined, 12), full);
    expect(emptied.digest).toEqual(fill(few).digest);
    expect(emptied.find(hashes[0] ?? digest, 12)).toMatchObject({ path: [] });
  });

  it('are refused with another bit anywhere in their proof', () => {
    const tree = new StateTree(entriesOf(ground));
    const root = tree.root();
    const flip = (text: string, at: number) =>
      `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    fc.assert(
      fc.property(fc.nat(ground.length - 1), fc.nat(), fc.nat(42), fc.boolean(), (number, place, at, isPath) => {
        const proof = structuredClone(tree.prove(ground[number] ?? ''));
        const pair = proof.bucket[place % proof.bucket.length];
        if (isPath)
          proof.path[place % proof.path.length] = flip(proof.path[place % proof.path.length] ?? '', Math.min(at, 41));
        else if (pair !== undefined) pair[at % 2] = flip(pair[at % 2] ?? '', Math.min(at, 41));
        expect(verifyStateEntry(proof, root)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a change of the state tree', () => {
  const operations = fc.array(fc.tuple(fc.nat(12), fc.option(fc.nat(5))), { maxLength: 20 });

  it('is taken back and made again with the same root, entries and proofs as if it were computed anew', () => {
    fc.assert(
      fc.property(operations, operations, operations, (earlier, one, other) => {
        const tree = new StateTree();
        const carryOut = (all: typeof one) => {
          tree.beginChange();
          for (const [key, value] of all) tree.set(`key/${key}`, value);
          return tree.endChange();
        };
        const look = () => ({ root: tree.root(), proof: tree.prove('key/1'), entries: [...tree.entries()].sort() });
        const lookAnew = () => new StateTree([...tree.entries()]).root();
        carryOut(earlier);
        const before = look();
        const change = carryOut(one);
        const after = look();
        expect(after.root).toEqual(lookAnew());
        tree.takeBack(change);
        expect(look()).toEqual(before);
        tree.takeBack(carryOut(other));
        expect(look()).toEqual(before);
        tree.makeAgain(change);
        expect(look()).toEqual(after);
        carryOut(other);
        expect(tree.root()).toEqual(lookAnew());
      }),
    );
  });

  it('belongs to one state: another one refuses it, and so does the same one twice', () => {
    const tree = treeOf(10);
    tree.beginChange();
    tree.set('member/1', { index: 100 });
    const change = tree.endChange();
    expect(() => tree.makeAgain(change)).toThrow('what is made again was taken back');
    tree.set('member/2', { index: 100 });
    expect(() => tree.takeBack(change)).toThrow('a change belongs to one state');
    expect(() => treeOf(10).takeBack(change)).toThrow('a change belongs to one state');
    tree.beginChange();
    expect(() => tree.beginChange()).toThrow('changes are made one after the other');
  });
});
