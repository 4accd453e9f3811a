import { DEFAULT_POLICY } from '#verification';
import { defineEvidenceCheck } from '../evidence-check.js';

/** A verifier may choose its tolerances; whoever audits it should see where they are not the usual ones. */
export const tolerances = defineEvidenceCheck({
  item: 'tolerances',
  needs: ['inputs'],
  gives: ['policy'],
  otherwise: 'other_numbers',
  check({ inputs }) {
    const chosen = inputs.manifest.policy;
    const usual = new Map<string, unknown>(Object.entries(DEFAULT_POLICY));
    const others = Object.entries(chosen).filter(([name, value]) => usual.get(name) !== value);
    const code = others.length === 0 ? 'ok' : 'other_numbers';
    const reasons = others.map(([name, value]) => `${name}: ${String(value)}`);
    return { outcome: 'holds', code, reasons, given: { policy: { ...DEFAULT_POLICY, ...chosen } } };
  },
});
