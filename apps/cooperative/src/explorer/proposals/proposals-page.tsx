import type { ProposalRecord } from '#ledger';
import { DataTable, Moment } from '#look';
import { describeSubject, type DescriptionTools } from '../decisions/describe-decision.js';
import { linkTo } from '../page/links.js';
import { Pager } from '../page/pager.js';
import { PhaseMark } from './phase-mark.js';
import { PROPOSALS_MESSAGES } from './proposals.messages.js';

export interface ProposalsPageProps {
  proposals: readonly ProposalRecord[];
  quorumPercent: number;
  /** Seconds since the epoch. */
  now: number;
  tools: DescriptionTools;
  cursor: string | undefined;
  next: string | undefined;
}

export function ProposalsPage({ proposals, quorumPercent, now, tools, cursor, next }: ProposalsPageProps) {
  const { locale, names } = tools;
  const messages = PROPOSALS_MESSAGES[locale];
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      <p>{messages.rules(quorumPercent)}</p>
      <DataTable
        caption={messages.caption}
        empty={messages.empty}
        columns={[messages.proposal, messages.proposer, messages.closes, messages.result]}
        rows={proposals.map((proposal) => [
          <a href={linkTo.proposal(proposal.id)}>{describeSubject(proposal.subject, tools)}</a>,
          <a href={linkTo.member(proposal.proposer)}>{names.member(proposal.proposer)}</a>,
          <Moment seconds={proposal.closesAt} locale={locale} />,
          <PhaseMark proposal={proposal} now={now} locale={locale} />,
        ])}
      />
      <Pager locale={locale} href={linkTo.proposals} cursor={cursor} next={next} order="time" />
    </>
  );
}
