import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StateTree, verifyStateEntry } from '#ledger';
import type { JsonValue } from '#primitives';

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
