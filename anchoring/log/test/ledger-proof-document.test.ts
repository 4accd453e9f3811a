import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { AnchoredCommitmentProof, CheckpointAttestation, HistoryProof, StateProof, TrustFile } from '#ledger';
import { canonicalJson, type JsonValue } from '#primitives';

/** Recomputes docs/ledger-proof.md as a stranger would: from the page's rules, with node:crypto and canonical JSON only. */

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const page = read('docs/ledger-proof.md');
const { trust, history, state, anchored } = JSON.parse(read('test/vectors/c2sp/ledger-proof.json')) as {
  trust: TrustFile;
  history: HistoryProof & { attestation: CheckpointAttestation };
  state: StateProof;
  anchored: AnchoredCommitmentProof;
};

const H = (...parts: (Buffer | string)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const D = (purpose: string, ...parts: (Buffer | string)[]) => H(`incola:${purpose}:1\0`, ...parts);
const JCS = (value: unknown) => canonicalJson(value as JsonValue);
const bytes = (text: string) => Buffer.from(text, 'base64url');
const leaf = (data: Buffer | string) => H(Buffer.of(0), data);
const node = (left: Buffer, right: Buffer) => H(Buffer.of(1), left, right);
const onPage = (text: string) => expect(page).toContain(text.replaceAll('\0', '␀'));

const [text = '', signatureLines = ''] = history.attestation.checkpoint.split('\n\n');
const [origin, size, root = ''] = text.split('\n');

describe('docs/ledger-proof.md', () => {
  it('leads from the signed body to the id, the leaf and the attested root', () => {
    onPage(D('genesis', JCS(trust.genesis)).toString('base64url'));
    const { ledgerTransaction, height } = history;
    const message = `incola:ledger-transaction:1\0${JCS(ledgerTransaction.body)}`;
    onPage(message);
    onPage(H(message).toString('base64url'));
    const data = `incola:log-leaf:1\0${JCS({ height, kind: 'ledger_transaction', ledgerTransaction })}`;
    onPage(data);
    onPage(leaf(data).toString('hex'));
    const [first, second, third] = history.inclusion.path.map(bytes) as [Buffer, Buffer, Buffer];
    const reached = node(node(second, node(first, leaf(data))), third);
    expect([origin, size, reached.toString('base64')]).toEqual([trust.genesis.origin, '5', root]);
    onPage(history.attestation.checkpoint);
    for (const hash of history.inclusion.path) onPage(hash);
  });

  it('leads from a state value to the last leaf, and to the same root', () => {
    const data = `incola:log-leaf:1\0${JCS({ kind: 'block_end', ...state.blockEnd })}`;
    onPage(data);
    onPage(leaf(data).toString('hex'));
    expect(node(bytes(state.inclusion.path[0] ?? ''), leaf(data)).toString('base64')).toBe(root);
    for (const { key, value, bucket, path } of state.entries) {
      const keyHash = H(key);
      let number = Number.parseInt(keyHash.toString('hex').slice(0, 3), 16);
      const entry = value === null ? [] : [[keyHash, D('state-value', JCS(value))]];
      expect(bucket.map((pair) => pair.map(bytes))).toEqual(entry);
      onPage(key);
      if (value !== null) onPage(`${keyHash.toString('hex')}\`: bucket 0x${number.toString(16)} = ${number}`);
      let reached = D('state-bucket', ...entry.flat());
      for (const sibling of path.map(bytes)) {
        reached = number % 2 === 1 ? D('state-node', sibling, reached) : D('state-node', reached, sibling);
        number >>= 1;
      }
      expect(reached.toString('base64url')).toBe(state.blockEnd.stateRoot);
      onPage(reached.toString('base64url'));
    }
  });

  it('leads from all entries of a state to its root, and from one of them, where many keys share a beginning', () => {
    const { entries, stateRoot, proofs } = JSON.parse(read('test/vectors/state-tree/ground-keys.json')) as {
      entries: [string, JsonValue][];
      stateRoot: string;
      proofs: StateProof['entries'];
    };
    type Entry = readonly [keyHash: Buffer, valueDigest: Buffer];
    const bit = (hash: Buffer, depth: number) => ((hash[depth >> 3] ?? 0) >> (7 - (depth % 8))) & 1;
    const empty: Buffer[] = [];
    const digestOf = (held: Entry[], depth: number): Buffer => {
      if (depth >= 12 && held.length <= 32) return D('state-bucket', ...held.flat());
      const known = held.length === 0 ? empty[depth] : undefined;
      if (known !== undefined) return known;
      const [left, right] = [0, 1].map((side) => held.filter(([hash]) => bit(hash, depth) === side));
      const digest = D('state-node', digestOf(left ?? [], depth + 1), digestOf(right ?? [], depth + 1));
      if (held.length === 0) empty[depth] = digest;
      return digest;
    };
    const held = entries.map(([key, value]): Entry => [H(key), D('state-value', JCS(value))]);
    held.sort(([first], [second]) => Buffer.compare(first, second));
    expect(digestOf(held, 0).toString('base64url')).toBe(stateRoot);
    for (const { key, bucket, path } of proofs) {
      let reached = D('state-bucket', ...bucket.flat().map(bytes));
      for (const [place, sibling] of path.map(bytes).entries()) {
        const isRight = bit(H(key), path.length - 1 - place) === 1;
        reached = isRight ? D('state-node', sibling, reached) : D('state-node', reached, sibling);
      }
      expect(reached.toString('base64url')).toBe(stateRoot);
    }
    expect(Math.max(...proofs.map(({ path }) => path.length))).toBeGreaterThan(12);
  });

  it("leads from a commitment to the anchor's root", () => {
    let reached = leaf(bytes(anchored.commitment));
    let number = anchored.inclusion.index;
    for (const sibling of anchored.inclusion.path.map(bytes)) {
      reached = number % 2 === 1 ? node(sibling, reached) : node(reached, sibling);
      number >>= 1;
    }
    const { payload } = history.ledgerTransaction.body as { payload: { anchor: { root: string } } };
    expect(reached.toString('base64url')).toBe(payload.anchor.root);
    onPage(`\`${anchored.commitment}\`, leads over ${anchored.inclusion.path.length} siblings`);
    onPage(payload.anchor.root);
  });

  it('says what the log and the three colleges signed', () => {
    const lines = signatureLines.trimEnd().split('\n');
    const keys = [trust.genesis.logVerifierKey, ...trust.genesis.cosigners.map(({ verifierKey }) => verifierKey)];
    expect(lines).toHaveLength(4);
    for (const [place, line] of lines.entries()) {
      const [, name, encoded = ''] = line.split(' ');
      const [keyName, keyId, material = ''] =
        keys[place]?.split('+', 2).concat(keys[place].split('+').slice(2).join('+')) ?? [];
      const signature = Buffer.from(encoded, 'base64');
      expect([name, signature.subarray(0, 4).toString('hex')]).toEqual([keyName, keyId]);
      const time = signature.length === 76 ? signature.readBigUInt64BE(4) : undefined;
      const message = time === undefined ? `${text}\n` : `cosignature/v1\ntime ${time}\n${text}\n`;
      if (time !== undefined) onPage(message);
      const x = Buffer.from(material, 'base64').subarray(1).toString('base64url');
      const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
      expect(verify(null, Buffer.from(message), key, signature.subarray(-64))).toBe(true);
    }
  });
});
