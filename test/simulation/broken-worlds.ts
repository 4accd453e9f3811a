import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { EpisodeOptions } from './episode.js';
import { createInvariants } from './invariants/index.js';
import type { StepName } from './steps/index.js';
import type { ServiceName } from './simulated-service.js';
import type { World } from './world.js';

interface Sqlite {
  exec(sql: string): void;
  close(): void;
}
/** The package has no types; these are the methods used here. */
const openSqlite = createRequire(import.meta.url)('better-sqlite3') as (file: string) => Sqlite;

/** A world in which a database betrays its service, so that an invariant must notice: the service's code is as it is. */
export interface BrokenWorld {
  /** What is wrong, as a test's name says it. */
  what: string;
  /** The name of the invariant that reports it. */
  noticedBy: string;
  service: ServiceName;
  /** In the service's folder. */
  file: string;
  trigger: string;
  script: readonly StepName[];
}

const PRESENTING: readonly StepName[] = ['ask', 'answer', 'ask', 'answer', 'ask', 'answer'];
const ISSUING: readonly StepName[] = ['offer', 'accept', 'offer', 'accept'];

/** For each invariant at least one. */
export const BROKEN_WORLDS: readonly BrokenWorld[] = [
  {
    what: 'a register that forgets which places it gave',
    noticedBy: 'nothing is signed without a status index',
    service: 'issuer',
    file: 'issuer.sqlite',
    trigger: `AFTER INSERT ON "issuer_status_place" BEGIN DELETE FROM "issuer_status_place" WHERE "idx" = NEW."idx"; END`,
    script: ISSUING,
  },
  {
    what: 'offers that stay open',
    noticedBy: 'what is for one use is used once',
    service: 'issuer',
    file: 'issuer.sqlite',
    // The grant that came of it first would stand in the way of a second one.
    trigger: `AFTER UPDATE ON "issuer_offer" WHEN NEW."state" = 'redeemed' BEGIN
      UPDATE "issuer_offer" SET "state" = 'open' WHERE "id" = NEW."id";
      UPDATE "issuer_grant" SET "originId" = "id" WHERE "originId" = NEW."id"; END`,
    script: ['offer', 'accept', 'accept', 'accept', 'accept'],
  },
  {
    what: 'a store that drops the notice',
    noticedBy: 'no decision without a recorded notice',
    service: 'verifier',
    file: 'verifier.sqlite',
    trigger: `AFTER UPDATE ON "verifier_presentation" WHEN NEW."status" = 'verified'
      BEGIN UPDATE "verifier_presentation" SET "notice" = NULL WHERE "id" = NEW."id"; END`,
    script: PRESENTING,
  },
  {
    what: 'a store that puts another notice in the place of the one agreed to',
    noticedBy: 'no decision without a recorded notice',
    service: 'verifier',
    file: 'verifier.sqlite',
    trigger: `AFTER UPDATE ON "verifier_presentation" WHEN NEW."status" = 'verified' BEGIN
      UPDATE "verifier_presentation" SET "notice" = replace("notice", '"retentionDays":', '"retentionDays":9')
      WHERE "id" = NEW."id"; END`,
    script: PRESENTING,
  },
  {
    what: 'a store that drops commitments',
    noticedBy: 'no receipt is lost',
    service: 'verifier',
    file: 'verifier.sqlite',
    trigger: `AFTER INSERT ON "verifier_commitment"
      BEGIN DELETE FROM "verifier_commitment" WHERE "commitment" = NEW."commitment"; END`,
    script: PRESENTING,
  },
  {
    what: 'a period that is never sent',
    noticedBy: 'no receipt is lost',
    service: 'verifier',
    file: 'verifier.sqlite',
    trigger: `AFTER INSERT ON "kit_outbox" WHEN NEW."kind" = 'anchor' BEGIN DELETE FROM "kit_outbox" WHERE "id" = NEW."id"; END`,
    script: PRESENTING,
  },
  {
    what: 'a revocation that does not stay',
    noticedBy: 'revoked never verifies after its bound',
    service: 'issuer',
    file: 'issuer.sqlite',
    trigger: `AFTER UPDATE ON "issuer_status_place" WHEN NEW."status" = 1
      BEGIN UPDATE "issuer_status_place" SET "status" = 0 WHERE "idx" = NEW."idx"; END`,
    script: ['revoke', 'revoke', 'time passes', 'time passes', 'time passes', ...PRESENTING],
  },
  {
    what: 'a log whose last leaf changes',
    noticedBy: 'the log only grows',
    service: 'cooperative',
    file: 'cooperative.sqlite',
    trigger: `AFTER INSERT ON "cooperative_ledger_leaves"
      BEGIN UPDATE "cooperative_ledger_leaves" SET "leaf" = NEW."leaf" WHERE "index" = NEW."index" - 3; END`,
    script: ['revoke', 'revoke', 'time passes'],
  },
  {
    what: 'a replica in which an account has more than others have to pay',
    noticedBy: 'settlement balances',
    service: 'cooperative',
    file: 'cooperative.sqlite',
    trigger: `AFTER INSERT ON "cooperative_ledger_leaves" BEGIN INSERT OR REPLACE INTO "cooperative_ledger_state"
      VALUES ('citizens', 'account/clearing', '{"account":"clearing","balanceCents":40}'); END`,
    script: ['revoke', 'revoke', 'time passes'],
  },
  {
    what: 'a database that fails for no reason that the service knows',
    noticedBy: 'every failure has a name',
    service: 'verifier',
    file: 'verifier.sqlite',
    trigger: `BEFORE INSERT ON "verifier_presentation" BEGIN SELECT RAISE(ABORT, 'out of luck'); END`,
    script: ['ask'],
  },
  {
    what: 'a key store that keeps what it was told to destroy',
    noticedBy: 'erased is unreadable',
    service: 'issuer',
    file: 'keys.sqlite',
    trigger: `AFTER UPDATE ON "kit_subject_key" WHEN NEW."wrappedKey" IS NULL AND OLD."wrappedKey" IS NOT NULL BEGIN
      UPDATE "kit_subject_key" SET "wrappedKey" = OLD."wrappedKey", "epoch" = OLD."epoch" WHERE "subjectId" = NEW."subjectId"; END`,
    script: ['erase'],
  },
  {
    what: 'a table in which a street stands openly',
    noticedBy: 'erased is unreadable',
    service: 'issuer',
    file: 'issuer.sqlite',
    trigger: `AFTER INSERT ON "issuer_import" BEGIN UPDATE "issuer_import" SET "sealedProblems" = 'rue des Chimères'; END`,
    script: ['import'],
  },
];

/** @param place in {@link BROKEN_WORLDS} @param whole the same story with nothing broken, and every invariant watching */
export function optionsOf(place: number, whole: boolean): EpisodeOptions {
  const broken = BROKEN_WORLDS[place];
  if (broken === undefined) throw new RangeError('there is no such broken world');
  const { script, noticedBy } = broken;
  if (whole) return { script };
  const invariants = createInvariants().filter(({ name }) => name === noticedBy);
  return { script, invariants, spoil: (world) => breakWorld(world, broken) };
}

/** Puts the trigger into the world's own copy of the database. */
function breakWorld(world: World, { service, file, trigger }: BrokenWorld): void {
  const database = openSqlite(join(world.services[service].folder, file));
  try {
    database.exec(`CREATE TRIGGER "betrayal" ${trigger}`);
  } finally {
    database.close();
  }
}
