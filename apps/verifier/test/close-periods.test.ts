import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { Outbox } from '#service-kit/outbox';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { settlingGenesis } from '../../../anchoring/contract/test/settling-ledger.js';
import { openDataStores, type DataStores } from '../src/adapters/typeorm/open-stores.js';
import { closePeriods, type ClosingParts } from '../src/anchoring/close-periods.js';

const TENANT = 'bank';
const PERIOD_SECONDS = 60;
const MISSED = 12;
const parameters = { ...settlingGenesis.parameters, anchorPeriodSeconds: PERIOD_SECONDS, maxAnchorAgePeriods: 100 };
let seconds = settlingGenesis.createdAt;
const clock = () => seconds * 1000;

describe.each(databasesUnderTest())('the periods of a verifier ($name)', ({ freshUrl }) => {
  let data: DataStores;
  beforeAll(async () => {
    data = await openDataStores({ databaseUrl: await freshUrl() });
  });
  afterAll(() => data.database.close());

  const parts = (random = platformRandom): ClosingParts => ({
    ...{ ...data, outbox: new Outbox(clock, platformRandom), parameters, clock, random },
  });
  const newest = () => data.anchors.newestPeriod(TENANT);

  it('that were missed are closed one after the other, and a closing service leaves the rest for later', async () => {
    await closePeriods(TENANT, parts());
    const first = (await newest()) as number;
    seconds += MISSED * PERIOD_SECONDS;
    const stopping = new AbortController();
    let closed = 0;
    // The seed of each period is drawn before it is closed.
    const random = (length: number) => {
      if (++closed === 3) stopping.abort();
      return platformRandom(length);
    };
    await closePeriods(TENANT, parts(random), stopping.signal);
    expect(await newest()).toBe(first + 3);
    await closePeriods(TENANT, parts(random), stopping.signal);
    expect(await newest()).toBe(first + 3);
    await closePeriods(TENANT, parts());
    expect(await newest()).toBe(first + MISSED);
    const found = Array.from({ length: MISSED + 1 }, (_unused, place) => data.anchors.find(TENANT, first + place));
    expect((await Promise.all(found)).every((anchor) => anchor?.state === 'closed')).toBe(true);
  });
});
