import { afterEach, describe, expect, it } from '@jest/globals';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { jwkThumbprint, systemClock } from '#primitives';
import { openKeyStore, ORGANISATION, type KeyStore } from './open-key-store.js';

const { did } = ORGANISATION;
const DAY = 86_400;
const opened: KeyStore[] = [];
let ahead = 0;
const clock = () => systemClock() + ahead * 1000;
const now = () => Math.floor(clock() / 1000);

async function open(url: string): Promise<KeyStore> {
  const store = await openKeyStore(url, undefined, { clock });
  opened.push(store);
  return store;
}

afterEach(async () => {
  ahead = 0;
  for (const { database } of opened.splice(0)) await database.close();
});

describe.each<DatabaseUnderTest>(databasesUnderTest())('a key that follows another on $name', (databaseUnderTest) => {
  async function enrolled() {
    const url = await databaseUnderTest.freshUrl();
    const store = await open(url);
    const { keys: made } = await store.keys.ensureIdentity({ ...ORGANISATION, uses: ['ledger', 'issuing'] });
    return { ...store, url, first: made.issuing!.kid };
  }
  const signingKid = async ({ keys }: KeyStore) => (await keys.current(did, 'issuing')).kid;
  const published = async ({ keys }: KeyStore) => {
    const { verificationMethod } = await keys.didDocument(did);
    return (verificationMethod as { id: string }[]).map(({ id }) => id.split('#')[1]);
  };

  it('is made once, however often its making is begun, also by two at once', async () => {
    const { keys } = await enrolled();
    const [one, two] = await Promise.all([keys.rotation.begin(did, 'issuing'), keys.rotation.begin(did, 'issuing')]);
    expect(one).toEqual(two);
    expect(await keys.rotation.begin(did, 'issuing')).toEqual(one);
    expect(one).toMatchObject({ certificate: null, signsFrom: null, previousDestroyed: false });
    expect(jwkThumbprint((await keys.rotation.signer(did, 'issuing')).publicJwk)).toBe(one.kid);
  });

  it('signs nothing before its time, and everything from then on, in every instance, also after a restart', async () => {
    const store = await enrolled();
    const other = await open(store.url);
    const { kid } = await store.keys.rotation.begin(did, 'issuing');
    expect(await signingKid(other)).toBe(store.first);
    await store.keys.rotation.certify(did, 'issuing', 'certificate');
    await store.keys.rotation.schedule(did, 'issuing', {
      signsFrom: now() + 900,
      previousUntil: now() + 900 + 14 * DAY,
    });
    ahead = 800;
    for (const instance of [store, other, await open(store.url)]) expect(await signingKid(instance)).toBe(store.first);
    expect(await published(store)).toContain(kid);
    ahead = 901;
    for (const instance of [store, other, await open(store.url)]) {
      expect(await instance.keys.current(did, 'issuing')).toMatchObject({ kid, certificate: 'certificate' });
      expect(jwkThumbprint((await instance.keys.signer(did, 'issuing')).publicJwk)).toBe(kid);
    }
    expect((await store.keys.ensureIdentity({ ...ORGANISATION, uses: ['issuing'] })).keys.issuing?.kid).toBe(kid);
  });

  it('keeps a time that was said once', async () => {
    const { keys } = await enrolled();
    await keys.rotation.begin(did, 'issuing');
    const times = { signsFrom: now() + 900, previousUntil: now() + 14 * DAY };
    await keys.rotation.schedule(did, 'issuing', times);
    await keys.rotation.schedule(did, 'issuing', { signsFrom: now() + 5000, previousUntil: now() + 5000 });
    expect(await keys.rotation.newest(did, 'issuing')).toMatchObject(times);
  });

  it('leaves the one before it in the DID document until nothing is in force that it signed, without its private half', async () => {
    const store = await enrolled();
    const { keys, database, first } = store;
    await keys.rotation.begin(did, 'issuing');
    await keys.rotation.schedule(did, 'issuing', { signsFrom: now(), previousUntil: now() + 14 * DAY });
    const hasPrivate = (alias: string) => database.tx((manager) => manager.existsBy('IdentityPrivateKey', { alias }));
    expect(await keys.rotation.destroyFollowed(now() - DAY)).toEqual([]);
    expect(await hasPrivate(first)).toBe(true);
    ahead = 2 * DAY;
    expect(await keys.rotation.destroyFollowed(now() - DAY)).toEqual([{ did, use: 'issuing', kid: first }]);
    expect(await hasPrivate(first)).toBe(false);
    expect(await keys.rotation.destroyFollowed(now() - DAY)).toEqual([]);
    expect(await published(store)).toContain(first);
    ahead = 15 * DAY;
    expect(await published(store)).not.toContain(first);
    expect(await published(store)).toHaveLength(2);
  });

  it('is followed by the next one in its turn', async () => {
    const store = await enrolled();
    const { rotation } = store.keys;
    const second = await rotation.begin(did, 'issuing');
    await rotation.schedule(did, 'issuing', { signsFrom: now(), previousUntil: now() + 14 * DAY });
    const third = await rotation.begin(did, 'issuing');
    expect(third.previousKid).toBe(second.kid);
    ahead = 60;
    expect(await signingKid(store)).toBe(second.kid);
    await rotation.schedule(did, 'issuing', { signsFrom: now(), previousUntil: now() + 14 * DAY });
    ahead = 120;
    expect(await signingKid(store)).toBe(third.kid);
  });

  it('is refused where there is none to follow', async () => {
    const { keys } = await enrolled();
    await expect(keys.rotation.begin(did, 'access')).rejects.toMatchObject({ code: 'key_missing', fault: 'outage' });
  });
});
