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
