import type { Locale } from '#look';
import { DOCTOR_MESSAGES } from './doctor.messages.js';
import type { Finding } from './finding.js';

const MARKS: Readonly<Record<Locale, Record<Finding['outcome'], string>>> = {
  en: { ok: 'ok        ', warning: 'warning   ', problem: 'PROBLEM   ' },
  fr: { ok: 'bon       ', warning: 'attention ', problem: 'PROBLÈME  ' },
};

/** The findings in sentences, each with its remedy, and at the end one line for programs. */
export function reportFindings(findings: readonly Finding[], locale: Locale): { text: string; ok: boolean } {
  const lines = findings.flatMap(({ outcome, code, about, detail = '' }) => {
    const fill = (sentence: string) => sentence.replaceAll('{about}', about).replaceAll('{detail}', detail);
    const [finding = '', remedy] = DOCTOR_MESSAGES[locale][code].split(' → ');
    const said = `${MARKS[locale][outcome]}${fill(finding)}`;
    return outcome === 'ok' || remedy === undefined ? [said] : [said, `          → ${fill(remedy)}`];
  });
  const codesOf = (outcome: Finding['outcome']) => [
    ...new Set(findings.filter((one) => one.outcome === outcome).map(({ code }) => code)),
  ];
  const problems = codesOf('problem');
  const ok = problems.length === 0;
  return { text: [...lines, JSON.stringify({ ok, problems, warnings: codesOf('warning') })].join('\n'), ok };
}
