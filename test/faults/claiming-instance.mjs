// An issuer's stores and steps in a process of its own, from the build, without its HTTP service: it claims places, revokes some
// of what it claimed and releases that, until it is killed. It tells what it did after each commit, in a line of its own.
// Arguments: the database, a name, how many claims run at once, places in a list.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [databaseUrl, name, lanes, statusListSize] = process.argv.slice(2);
const TENANT = 'eaux-fictives';
const DAY = 86_400_000;

/** From the build, which is there when tests run; a fresh clone is linted without it. */
const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const { platformRandom: random, systemClock: clock } = await built('libs/primitives/src/index.js');
const { Outbox } = await built('libs/service-kit/src/outbox/index.js');
const { openDataStore } = await built('apps/issuer/src/adapters/typeorm/open-data-store.js');
const { createIssuerStores } = await built('apps/issuer/src/issuer.module.js');
const { createStatusPlaceClaims } = await built('apps/issuer/src/status-lists/claim-status-places.js');
const { releaseDecisions } = await built('apps/issuer/src/revocation/release-decisions.js');
const { revokeCredentials } = await built('apps/issuer/src/revocation/revoke-credentials.js');

const database = await openDataStore(databaseUrl);
const stores = createIssuerStores({ database, outbox: new Outbox(clock, random), clock, random });
const publishSoon = async () => undefined;
const shared = { ...stores, unitOfWork: database, publishSoon, clock, random };
const claim = createStatusPlaceClaims({ ...shared, bitsOf: () => 1, statusListSize: Number(statusListSize) });
const revocation = { ...shared, isKnownSubject: async () => true, releaseSoon: async () => undefined };
const cohort = { revocationCohortPersons: 1, revocationCohortSeconds: 0 };
const revocable = [];
/** As a client does whom a busy database sent away. */
async function untilTaken(work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error.code !== 'database_busy') throw error;
    }
  }
}

let claims = 0;

/** @param {string[]} words */
const tell = (...words) => writeSync(1, `${words.join(' ')}\n`);

async function claimForGood() {
  for (;;) {
    const subjectRecordId = `${randomUUID()}-${name}`;
    const number = claims++;
    const asked = { tenantId: TENANT, subjectRecordId, grantId: subjectRecordId, credentialTypeId: 'residency' };
    const toClaim = { ...asked, count: 10, expiresAt: clock() + DAY };
    const places = await untilTaken(() => database.tx(() => claim(toClaim)));
    tell('claimed', subjectRecordId, ...places.map(({ listId, idx }) => `${listId}#${idx}`));
    if (number % 4 === 0) revocable.push(subjectRecordId);
  }
}

async function revokeForGood() {
  for (;;) {
    const subjectRecordId = revocable.shift();
    if (subjectRecordId === undefined) await sleep(5);
    else {
      await untilTaken(() => revokeCredentials({ tenantId: TENANT, subjectRecordId }, 'fraud', revocation));
      tell('revoked', subjectRecordId);
    }
  }
}

async function releaseForGood() {
  for (;;) {
    await untilTaken(() => releaseDecisions(TENANT, { ...shared, ...cohort }));
    await sleep(200);
    await stores.openLists.refresh(TENANT);
  }
}

await stores.openLists.refresh(TENANT);
tell('ready');
await Promise.all([
  ...Array.from({ length: Number(lanes) }, () => claimForGood()),
  ...Array.from({ length: 3 }, () => revokeForGood()),
  releaseForGood(),
]);
