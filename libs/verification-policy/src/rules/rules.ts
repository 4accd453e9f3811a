import { addressRule } from './address-rule.js';
import { ageRule } from './age-rule.js';
import { evidenceAgeRule } from './evidence-age-rule.js';
import { monthsRule } from './months-rule.js';
import { nameRule } from './name-rule.js';
import type { Rule } from './rule.js';

/** All that a need can have judged of a credential, in order. */
export const RULES: readonly Rule[] = [nameRule, addressRule, evidenceAgeRule, monthsRule, ageRule];
