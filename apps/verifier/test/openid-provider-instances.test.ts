import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as openid from 'openid-client';
import { platformRandom } from '#primitives';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { startVerifier, type RunningVerifier } from '../src/start-verifier.js';
import { findPort } from './fictive-cooperative.js';
import {
  ADULT,
  AGE_CLAIM,
  answerHere,
  arrive,
  RelyingParty,
  startBridge,
  withKey,
  type BridgeUnderTest,
} from './relying-party.js';

describe.each<DatabaseUnderTest>(databasesUnderTest())('The OpenID provider on $name', (database) => {
  let setting: BridgeUnderTest;
  let other: RunningVerifier;
  let bank: RelyingParty;
  const clock = () => setting.cooperative.time.now * 1000;
  beforeAll(async () => {
    setting = await startBridge(database);
    // Behind one address: a balancer sends a request to the one or the other.
    const parts = { clock, random: platformRandom };
    other = await startVerifier({ ...setting.config, port: await findPort() }, parts);
    await other.runDueWork();
    bank = await RelyingParty.discover(setting, 'bank', 'app-with-key', withKey(setting));
  }, 60_000);
  afterAll(async () => {
    await other.close();
    await setting.close();
  });

  const at = (url: string) => url.replace(setting.config.publicUrl, other.url);
  /** The relying party's requests, as far as the other instance gets them. */
  const balanced = (isOthers: (count: number) => boolean) => {
    let count = 0;
    bank.config[openid.customFetch] = (url, init) => fetch(isOthers(++count) ? at(url) : url, init as RequestInit);
  };

  test('takes at one instance the code that another gave', async () => {
    balanced(() => false);
    const request = await bank.begin('age', {}, true);
    const back = await answerHere(setting, await arrive(setting, request), ADULT);
    balanced(() => true);
    const { tokens, claims } = await bank.finish(request, back.location ?? '');
    balanced(() => false);
    expect(await bank.userinfo(tokens.access_token, claims.sub)).toHaveProperty([AGE_CLAIM]);
  });

  test('takes a code once, on whatever instance', async () => {
    balanced(() => false);
    const request = await bank.begin('age');
    const back = await answerHere(setting, await arrive(setting, request), ADULT);
    balanced((count) => count % 2 === 0);
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => bank.finish(request, back.location ?? '')));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    balanced(() => false);
  });

  test('goes on after a restart, between any two steps', async () => {
    const request = await bank.begin('age', {}, true);
    await setting.restart();
    const begun = await arrive(setting, request);
    await setting.restart();
    const back = await answerHere(setting, begun, ADULT);
    await setting.restart();
    const { claims } = await bank.finish(request, back.location ?? '');
    expect(claims[AGE_CLAIM]).toEqual({ '18': true });
  }, 60_000);
});
