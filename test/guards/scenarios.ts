import { ANSWER_SCENARIOS } from './answer-scenarios.js';
import { CREDENTIAL_SCENARIOS } from './credential-scenarios.js';
import { HOLDER_SCENARIOS } from './holder-scenarios.js';
import { JWT_VC_SCENARIOS } from './jwt-vc-scenarios.js';
import { LISTED_SCENARIOS } from './listed-scenarios.js';
import { MDOC_ANSWER_SCENARIOS } from './mdoc-answer-scenarios.js';
import { MDOC_SCENARIOS } from './mdoc-scenarios.js';
import type { Scenario } from './run-scenario.js';
import { STATUS_SCENARIOS } from './status-scenarios.js';
import { TRANSACTION_SCENARIOS } from './transaction-scenarios.js';

/** Every way to be refused that is tested: by the tests of libs/verification, and by the guard run. */
export const SCENARIOS: readonly Scenario[] = [
  ...ANSWER_SCENARIOS,
  ...CREDENTIAL_SCENARIOS,
  ...STATUS_SCENARIOS,
  ...LISTED_SCENARIOS,
  ...HOLDER_SCENARIOS,
  ...TRANSACTION_SCENARIOS,
  ...MDOC_SCENARIOS,
  ...MDOC_ANSWER_SCENARIOS,
  ...JWT_VC_SCENARIOS,
];
