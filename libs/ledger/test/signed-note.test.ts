import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { cosignedMessage, parseCheckpoint, parseSignedNote, parseVerifierKey, verifySignedNote } from '#ledger';
import { encodeBase64, verifyWithWebCrypto } from '#primitives';

const vector = <T>(name: string) =>
  JSON.parse(readFileSync(new URL(`../../../test/vectors/c2sp/${name}.json`, import.meta.url), 'utf8')) as T;
const example = vector<{ verifierKey: string; note: string }>('signed-note');
const cosigned = vector<{
  checkpoint: string;
  origin: string;
  size: number;
  cosignedAt: number;
  cosignedMessage: string;
}>('checkpoint');

const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe('signed notes (C2SP signed-note)', () => {
  it("verifies the specification's example with its verifier key", async () => {
    const key = parseVerifierKey(example.verifierKey);
    const note = parseSignedNote(example.note);
    expect(note.text).toBe('This is an example message.\n');
    expect(await verifySignedNote(note, [key], verifyWithWebCrypto)).toEqual([{ key }]);
  });

  it('ignores signatures of unknown keys, even of the same name', async () => {
    const key = parseVerifierKey(example.verifierKey);
    const other = { ...key, keyId: Uint8Array.of(0, 0, 0, 1) };
    expect(await verifySignedNote(parseSignedNote(example.note), [other], verifyWithWebCrypto)).toEqual([]);
  });

  it('refuses the whole note where the signature of a known key does not verify', async () => {
    const note = parseSignedNote(example.note.replace('example message', 'exemplary message'));
    const verdict = verifySignedNote(note, [parseVerifierKey(example.verifierKey)], verifyWithWebCrypto);
    await expect(verdict).rejects.toThrow(refused('note_signature_invalid'));
  });

  it('takes the text up to the last empty line', () => {
    const signature = example.note.slice(example.note.indexOf('—'));
    expect(parseSignedNote(`one\n\ntwo\n\n${signature}`).text).toBe('one\n\ntwo\n');
  });

  it('accepts 16 signatures and refuses hundreds', () => {
    const signature = example.note.slice(example.note.indexOf('—'));
    expect(parseSignedNote(`text\n\n${signature.repeat(16)}`).signatures).toHaveLength(16);
    expect(() => parseSignedNote(`text\n\n${signature.repeat(200)}`)).toThrow(refused('malformed_note'));
  });

  it.each([
    ['no signature', 'text\n\n'],
    ['no empty line', 'text\n— example.com/foo Uw2QOkn8srU=\n'],
    ['no final newline', 'text\n\n— example.com/foo Uw2QOkn8srU='],
    ['no text', '\n— example.com/foo Uw2QOkn8srU=\n'],
    ['a control character', 'te\txt\n\n— example.com/foo Uw2QOkn8srU=\n'],
    ['a carriage return', 'text\r\n\n— example.com/foo Uw2QOkn8srU=\n'],
    ['a hyphen for the dash', 'text\n\n- example.com/foo Uw2QOkn8srU=\n'],
    ['a plus in the name', 'text\n\n— example.com+foo Uw2QOkn8srU=\n'],
    ['a Unicode space in the name', 'text\n\n— example.com\u00a0foo Uw2QOkn8srU=\n'],
    ['an empty name', 'text\n\n—  Uw2QOkn8srU=\n'],
    ['a signature of a key id only', 'text\n\n— example.com/foo Uw2QOg==\n'],
    ['no Base 64', 'text\n\n— example.com/foo Uw2QOkn8sr\n'],
    ['a lone surrogate', 'te\ud800xt\n\n— example.com/foo Uw2QOkn8srU=\n'],
  ])('refuses a note with %s', (_, note) => {
    expect(() => parseSignedNote(note)).toThrow();
  });

  it.each([
    ['a key id that is not its own', example.verifierKey.replace('530d903a', '530d903b')],
    ['another signature type', `example.com/foo+530d903a+${encodeBase64(new Uint8Array(33).fill(2))}`],
    ['a short key', `example.com/foo+530d903a+${encodeBase64(Uint8Array.of(1, 2, 3))}`],
    ['no name', example.verifierKey.replace('example.com/foo', '')],
  ])('refuses a verifier key with %s', (_, key) => {
    expect(() => parseVerifierKey(key)).toThrow(refused('malformed_verifier_key'));
  });
});

describe('checkpoints (C2SP tlog-checkpoint, tlog-cosignature)', () => {
  it("reads the specification's cosigned example", () => {
    const { head, note } = parseCheckpoint(cosigned.checkpoint);
    expect(head).toMatchObject({ origin: cosigned.origin, size: cosigned.size });
    expect(note.signatures.map(({ name }) => name)).toEqual([cosigned.origin, 'witness.example.com/w1']);
    const cosignature = note.signatures[1]?.signature ?? new Uint8Array();
    const time = new DataView(cosignature.buffer, cosignature.byteOffset).getBigUint64(0);
    expect(Number(time)).toBe(cosigned.cosignedAt);
    expect(cosignedMessage(note.text, Number(time))).toBe(cosigned.cosignedMessage);
  });

  it.each([
    ['leading zeros', '020852163'],
    ['a size beyond 2^53', '99999999999999999999'],
    ['a negative size', '-1'],
    ['an extension line', '20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nextension'],
  ])('refuses a checkpoint with %s', (_, size) => {
    const changed = cosigned.checkpoint.replace('20852163', size);
    expect(() => parseCheckpoint(changed)).toThrow(refused('malformed_checkpoint'));
  });
});
