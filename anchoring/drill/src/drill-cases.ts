import { allKilled } from './cases/all-killed.js';
import { applicationKilled } from './cases/application-killed.js';
import { byzantineApplication } from './cases/byzantine-application.js';
import { byzantineProposer } from './cases/byzantine-proposer.js';
import { collegeAway } from './cases/college-away.js';
import { partition } from './cases/partition.js';
import { speed } from './cases/speed.js';
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
  engineUpgraded,
  speed,
];
