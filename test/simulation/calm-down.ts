import { ANCHOR_PERIOD_SECONDS } from './foundation.js';
import type { World } from './world.js';

const SECOND = 1000;
/** Longer than a dead worker's lease, than any pause between attempts that matters here, and until lists are read again. */
const PAUSE_MILLISECONDS = 65 * SECOND;
/** Until every worker has looked for what is due. */
const AWAKE_MILLISECONDS = 1_200;
const MOST_PAUSES = 40;
const MOST_PERIODS = 12;

/** Faults end, everybody is helped up, and time passes until nothing is left to be done. */
export async function calmDown(world: World): Promise<void> {
  const { network, trace } = world;
  network.setAway('cooperative', false);
  for (const service of world.everyService) {
    service.skew = 0;
    if (!service.isUp) await service.bury();
    if (!service.isRunning) await service.start();
  }
  for (const { sealed } of world.citizens) if (sealed.isDead) await sealed.unlock();
  await world.settle();
  await network.deliverLate();
  await world.advance(AWAKE_MILLISECONDS);
  await workOff(world);
  for (let period = 0; period < MOST_PERIODS && unanchored(world) > 0; period += 1) {
    await world.advance(ANCHOR_PERIOD_SECONDS * SECOND);
    await workOff(world);
  }
  if (unanchored(world) > 0) trace.note(`--- ${unanchored(world)} commitments are never anchored`);
}

async function workOff(world: World): Promise<void> {
  for (let pause = 0; pause < MOST_PAUSES; pause += 1) {
    if (waiting(world) === 0) return;
    await world.advance(PAUSE_MILLISECONDS);
  }
  world.trace.note(`--- ${waiting(world)} rows are never worked off`);
}

/** What stood in a period that the ledger takes no more waits for the next. */
function unanchored({ tables }: World): number {
  const sql = `SELECT count(*) AS "count" FROM "verifier_commitment" c WHERE NOT EXISTS (SELECT 1 FROM "verifier_anchor" a
    WHERE a."tenantId" = c."tenantId" AND a."period" = c."period" AND a."state" = 'accepted')`;
  return tables.verifier.rows<{ count: number }>(sql)[0]?.count ?? 0;
}

/** Outbox rows that will be tried again. */
function waiting({ tables }: World): number {
  const sql = `SELECT count(*) AS "count" FROM "kit_outbox" WHERE "state" = 'waiting'`;
  const of = (name: 'issuer' | 'verifier') => tables[name].rows<{ count: number }>(sql)[0]?.count ?? 0;
  return of('issuer') + of('verifier');
}
