import { DataTable, Facts, Moment } from '#look';
import { ContractFacts } from '../contracts/contract-facts.js';
import { DifferenceTable } from '../contracts/contract-history.js';
import { describeSubject, type DescriptionTools } from '../decisions/describe-decision.js';
import { EntryTable } from '../decisions/entry-table.js';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import { writeCursor } from '../page/page-cursor.js';
import { Pager } from '../page/pager.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { PhaseMark } from './phase-mark.js';
import { proposalPhase } from './proposal-phase.js';
import { PROPOSALS_MESSAGES } from './proposals.messages.js';
import type { ProposalView } from './read-proposals.js';
import { subjectLink } from './subject-link.js';
import { TallyTable } from './tally-table.js';

interface ProposalPageProps {
  view: ProposalView;
  /** Seconds since the epoch. */
  now: number;
  tools: DescriptionTools;
  cursor: string | undefined;
  /** Names the list of ballots in cursors. */
  list: string;
}

export function ProposalPage(props: ProposalPageProps) {
  const { view, tools } = props;
  const messages = PROPOSALS_MESSAGES[tools.locale];
  return (
    <>
      <h1>{describeSubject(view.proposal.subject, tools)}</h1>
      <Standing {...props} />
      <Proposed {...props} />
      <Argument {...props} />
      <section class="l-stack">
        <h2>{messages.tally}</h2>
        <TallyTable proposal={view.proposal} locale={tools.locale} />
      </section>
      <Ballots {...props} />
      <section class="l-stack">
        <h2>{messages.entries}</h2>
        <EntryTable caption={messages.entriesCaption} empty={messages.noEntry} entries={view.entries} tools={tools} />
      </section>
    </>
  );
}

function Standing({ view: { proposal, scheduledFor }, now, tools: { locale, names } }: ProposalPageProps) {
  const messages = PROPOSALS_MESSAGES[locale];
  const { id, proposer, subject, proposedAt, opensAt, closesAt, closing } = proposal;
  const moment = (seconds: number) => <Moment seconds={seconds} locale={locale} precision="second" />;
  const href = subjectLink(subject);
  return (
    <Facts
      facts={[
        [messages.result, <PhaseMark proposal={proposal} now={now} locale={locale} />],
        [
          messages.effect,
          <>
            <p>{messages.phaseWords[proposalPhase(proposal, now)]}</p>
            {scheduledFor === undefined ? null : <p>{messages.scheduledFor(scheduledFor)}</p>}
            {typeof closing?.voidCode === 'string' ? <p>{messages.voidReason(closing.voidCode)}</p> : null}
            {href === undefined ? null : <p><a href={href}>{messages.effectLink}</a></p> /* prettier-ignore */}
          </>,
        ],
        ...(subject.kind === 'adopt_text'
          ? [
              [
                messages.text,
                <Digest text={subject.textDigest} href={linkTo.findDigest(subject.textDigest)} />,
              ] as const,
            ]
          : []),
        [messages.proposer, <a href={linkTo.member(proposer)}>{names.member(proposer)}</a>],
        [messages.proposed, moment(proposedAt)],
        [messages.opens, moment(opensAt)],
        [messages.closes, moment(closesAt)],
        ...(closing === null ? [] : [[messages.closed, moment(closing.closedAt)] as const]),
        [messages.identifier, <Digest text={id} />],
      ]}
    />
  );
}

/** All of what is voted on, not its summary: a contract in plain words, anything else as it stands on the ledger. */
function Proposed({ view: { proposal, amended }, tools: { locale, names } }: ProposalPageProps) {
  const messages = PROPOSALS_MESSAGES[locale];
  const { subject } = proposal;
  return (
    <section class="l-stack">
      <h2>{messages.content}</h2>
      {subject.kind === 'adopt_contract' ? (
        <>
          {amended === undefined ? null : (
            <DifferenceTable before={amended.contract} after={subject.contract} locale={locale} names={names} />
          )}
          <ContractFacts contract={subject.contract} locale={locale} names={names} />
        </>
      ) : (
        <pre>{JSON.stringify(subject, null, 2)}</pre>
      )}
    </section>
  );
}

function Argument({ view: { proposal }, tools: { locale } }: ProposalPageProps) {
  const messages = PROPOSALS_MESSAGES[locale];
  const { words, textDigest } = proposal.argument;
  const other = locale === 'en' ? 'fr' : 'en';
  return (
    <section class="l-stack">
      <h2>{messages.argument}</h2>
      <blockquote class="l-card x-argument">{words[locale]}</blockquote>
      <details>
        <summary>{messages.argumentOther}</summary>
        <blockquote class="l-card x-argument" lang={other}>
          {words[other]}
        </blockquote>
      </details>
      {textDigest === null ? null : (
        <p>
          {messages.longerText} <Digest text={textDigest} href={linkTo.findDigest(textDigest)} />
        </p>
      )}
    </section>
  );
}

function Ballots({ view, tools: { locale, names }, cursor, list }: ProposalPageProps) {
  const messages = PROPOSALS_MESSAGES[locale];
  const { ballots, nextBallots, proposal } = view;
  const next = nextBallots === undefined ? undefined : writeCursor(list, nextBallots);
  return (
    <section class="l-stack">
      <h2>{messages.ballots}</h2>
      <DataTable
        caption={messages.ballotsCaption}
        empty={messages.noBallot}
        columns={[messages.member, messages.college, messages.ballot, messages.castAt, messages.statement]}
        rows={ballots.map(({ member, college, choice, counter, castAt, statementDigest }) => [
          <a href={linkTo.member(member)}>{names.member(member)}</a>,
          PAGES_MESSAGES[locale].colleges[college],
          counter === 1 ? messages.choice[choice] : `${messages.choice[choice]} (${messages.changed(counter - 1)})`,
          <Moment seconds={castAt} locale={locale} precision="second" />,
          statementDigest === null ? (
            messages.noStatement
          ) : (
            <Digest text={statementDigest} href={linkTo.findDigest(statementDigest)} />
          ),
        ])}
      />
      <Pager locale={locale} href={linkTo.proposal(proposal.id)} cursor={cursor} next={next} order="name" />
    </section>
  );
}
