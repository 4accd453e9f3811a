import { createHash, createHmac } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decodeBase64url, platformRandom } from '#primitives';
import { createMasterKey } from '#service-kit/vault';
import { SubjectRecordRow } from '../src/adapters/typeorm/intake.entities.js';
import type { StoredSubjectRecord } from '../src/subject-records/subject-record.js';
import { bytesOf, customer, fileOf, openIssuer } from './intake-fixture.js';

const DAY = 24 * 60 * 60 * 1000;

describe('what the files of an issuer tell', () => {
  it('neither customers nor, by trying all customer numbers, who is among them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'incola-privacy-'));
    const data = join(folder, 'data');
    let now = Date.UTC(2026, 10, 21, 12);
    await createMasterKey(join(folder, 'master.key'), platformRandom);
    const issuer = await openIssuer(folder, `sqlite:${join(data, 'issuer.sqlite')}`, () => now);
    const rows = Array.from({ length: 200 }, (_, index) => customer(index));
    await issuer.imports.run('water', bytesOf(fileOf(...rows, customer(900, 'rue sans numéro'))));
    const victim = (await issuer.records.searchByCustomerNumber('water', 'C-0007'))[0] as StoredSubjectRecord;
    const sealedBefore = await issuer.database.tx((manager) => manager.findBy(SubjectRecordRow, { id: victim.id }));
    await cp(data, join(folder, 'before'), { recursive: true });
    await issuer.records.erase('water', victim.id);
    await cp(data, join(folder, 'after'), { recursive: true });
    await issuer.close();

    const masterKey = decodeBase64url(await readFile(join(folder, 'master.key'), 'utf8'));
    const texts: string[] = [];
    for (const copy of ['before', 'after', 'keys']) {
      for (const name of await readdir(join(folder, copy))) {
        texts.push(await readFile(join(folder, copy, name), 'latin1'));
      }
    }
    const everything = texts.join('\n');
    for (const secret of ['Fictive', 'Lilas', 'LILAS', 'Bourg', 'sans num']) expect(everything).not.toContain(secret);
    for (let index = 0; index < 1_000; index++) {
      const number = `C-${String(index).padStart(4, '0')}`;
      const guesses = [
        number,
        ...(['hex', 'base64url'] as const).flatMap((encoding) => [
          createHash('sha256').update(number).digest(encoding),
          createHmac('sha256', masterKey).update(number).digest(encoding),
          createHmac('sha256', 'water').update(number).digest(encoding),
        ]),
      ];
      for (const guess of guesses) expect(everything.includes(guess)).toBe(false);
    }

    // After the erasure the row's own bytes are gone from the live files, its key from the key store.
    const after = await Promise.all(
      (await readdir(join(folder, 'after'))).map((name) => readFile(join(folder, 'after', name), 'latin1')),
    );
    const [row] = sealedBefore;
    for (const trace of [row?.sealed, row?.customerLookup, row?.rowDigest]) {
      expect(after.join('\n').includes(trace as string)).toBe(false);
      expect(everything.includes(trace as string)).toBe(true);
    }

    // With the copy from before, the master key and today's key store in hand: unreadable, at once and later.
    now += 8 * DAY;
    const thief = await openIssuer(folder, `sqlite:${join(folder, 'before', 'issuer.sqlite')}`, () => now);
    await expect(thief.records.get('water', victim.id)).rejects.toMatchObject({ code: 'unknown_subject_record' });
    const sealed = (row as SubjectRecordRow).sealed;
    await expect(thief.vault.open('water', victim.id, sealed, 'subject-record')).rejects.toMatchObject({
      code: 'subject_erased',
    });
    await thief.close();
  });
});
