import type { ProposalRecord } from '#ledger';
import type { Locale } from '#look';
import { proposalPhase } from './proposal-phase.js';
import { PROPOSALS_MESSAGES, type ProposalPhase } from './proposals.messages.js';

const TONES: Readonly<Record<ProposalPhase, 'good' | 'warning' | 'over' | 'open'>> = {
  waiting: 'open',
  voting: 'open',
  counting: 'open',
  rejected: 'over',
  adopted: 'good',
  scheduled: 'good',
  adopted_but_void: 'warning',
};

export function PhaseMark({ proposal, now, locale }: { proposal: ProposalRecord; now: number; locale: Locale }) {
  const phase = proposalPhase(proposal, now);
  return <span class={`x-status x-status-${TONES[phase]}`}>{PROPOSALS_MESSAGES[locale].phase[phase]}</span>;
}
