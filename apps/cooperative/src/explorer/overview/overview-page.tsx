import { Banner, Card, Facts, formatMoment, LinkButton, Moment } from '#look';
import type { DescriptionTools } from '../decisions/describe-decision.js';
import { EntryTable } from '../decisions/entry-table.js';
import { NEWS } from '../index/topics-of.js';
import { agoWords } from '../page/duration-words.js';
import { linkTo } from '../page/links.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { OVERVIEW_MESSAGES } from './overview.messages.js';
import type { Overview } from './read-overview.js';

export function OverviewPage({ overview, tools }: { overview: Overview; tools: DescriptionTools }) {
  const { locale } = tools;
  const messages = OVERVIEW_MESSAGES[locale];
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      {overview.operators === 'single' ? (
        <Banner kind="warning" title={messages.developmentTitle}>
          <p>{messages.development}</p>
        </Banner>
      ) : null}
      {overview.isAvailable ? null : (
        <Banner kind="danger" announce="alert">
          <p>{messages.unavailable}</p>
        </Banner>
      )}
      <div class="x-columns">
        <div class="l-stack">
          {messages.what.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
        <Now overview={overview} tools={tools} />
      </div>
      <Colleges overview={overview} tools={tools} />
      <section class="l-stack">
        <h2>{messages.latest}</h2>
        <EntryTable
          caption={messages.latestCaption}
          empty={messages.noDecision}
          entries={overview.latest}
          tools={tools}
        />
        <p>
          <a class="x-onward" href={linkTo.ledgerTransactionsAbout(NEWS)}>
            {messages.allDecisions}
          </a>
        </p>
      </section>
      <Card title={messages.find}>
        <p>{messages.findWords}</p>
        <LinkButton kind="primary" href={linkTo.find}>
          {messages.findButton}
        </LinkButton>
      </Card>
    </>
  );
}

function Now({ overview, tools: { locale } }: { overview: Overview; tools: DescriptionTools }) {
  const messages = OVERVIEW_MESSAGES[locale];
  const { height, lastAnchor, operators, createdAt, foundingEndedAt } = overview;
  return (
    <Card title={messages.now}>
      <Facts
        facts={[
          [messages.height, String(height)],
          [
            messages.lastAnchor,
            lastAnchor === undefined ? (
              messages.noAnchor
            ) : (
              <a href={linkTo.anchors}>{agoWords(lastAnchor.ageSeconds, locale)}</a>
            ),
          ],
          [
            messages.founding,
            foundingEndedAt === undefined
              ? messages.foundingRunning
              : messages.foundingEnded(formatMoment(foundingEndedAt, locale, 'day')),
          ],
          [messages.engine, messages.engineWords],
          [messages.operators, messages.operatorsOf[operators]],
          [messages.began, <Moment seconds={createdAt} locale={locale} precision="day" />],
        ]}
      />
    </Card>
  );
}

function Colleges({ overview, tools: { locale } }: { overview: Overview; tools: DescriptionTools }) {
  const messages = OVERVIEW_MESSAGES[locale];
  return (
    <section class="l-stack">
      <h2>{messages.colleges}</h2>
      <p>{messages.collegesLead}</p>
      <ul class="x-tiles">
        {overview.colleges.map(({ college, activeMembers }) => (
          <li key={college} class="x-tile">
            <a href={`${linkTo.members}#${college}`}>{PAGES_MESSAGES[locale].colleges[college]}</a>
            <span>{messages.members(activeMembers)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
