import { allKilled } from './cases/all-killed.js';
import { applicationKilled } from './cases/application-killed.js';
import { byzantineApplication } from './cases/byzantine-application.js';
import { byzantineProposer } from './cases/byzantine-proposer.js';
import { clockJump } from './cases/clock-jump.js';
import { collegeAway } from './cases/college-away.js';
import { contractUpgrade } from './cases/contract-upgrade.js';
import { diskFull } from './cases/disk-full.js';
import { doubleSign } from './cases/double-sign.js';
import { newNode } from './cases/new-node.js';
import { partition } from './cases/partition.js';
import { speed } from './cases/speed.js';
import { validatorsByVote } from './cases/validators-by-vote.js';
import { validatorKilled } from './cases/validator-killed.js';
import { engineUpgraded } from './cases/engine-upgraded.js';
import type { DrillCase } from './drill-case.js';

/** In the order in which they run: first what the standing network lives through. */
export const DRILL_CASES: readonly DrillCase[] = [
  validatorKilled,
  applicationKilled,
  collegeAway,
  allKilled,
  partition,
  byzantineApplication,
  byzantineProposer,
  doubleSign,
  diskFull,
  clockJump,
  newNode,
  validatorsByVote,
  contractUpgrade,
  engineUpgraded,
  speed,
];
