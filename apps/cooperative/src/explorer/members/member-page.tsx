import type { RegisteredKey } from '#ledger';
import { DataTable, Facts, formatEuros, Moment } from '#look';
import type { DescriptionTools } from '../decisions/describe-decision.js';
import { EntryTable } from '../decisions/entry-table.js';
import { topicOfMember } from '../index/topics-of.js';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { StatusMark } from '../page/status-mark.js';
import { termWords } from '../page/term-words.js';
import { MEMBERS_MESSAGES } from './members.messages.js';
import type { MemberView } from './read-member.js';

interface PartProps {
  view: MemberView;
  tools: DescriptionTools;
}

export function MemberPage({ view, tools }: PartProps) {
  const { locale } = tools;
  const messages = MEMBERS_MESSAGES[locale];
  const { colleges, memberStatus } = PAGES_MESSAGES[locale];
  const { did, name, legalId, college, votesSince, admittedAt, status, keys } = view.member;
  return (
    <>
      <h1>{name}</h1>
      <Facts
        facts={[
          [messages.status, <StatusMark status={status} word={memberStatus[status]} />],
          [messages.legalId, legalId],
          [messages.college, colleges[college]],
          [messages.since, <Moment seconds={admittedAt} locale={locale} precision="day" />],
          ...(votesSince === undefined
            ? []
            : [[messages.votesSince, <Moment seconds={votesSince} locale={locale} />] as const]),
          [messages.identifier, <Digest text={did} />],
        ]}
      />
      <Issuing view={view} tools={tools} />
      <Asking view={view} tools={tools} />
      {view.issuer === undefined && view.verifier === undefined ? <p>{messages.noRole}</p> : null}
      <section class="l-stack">
        <h2>{messages.keys}</h2>
        <p>{messages.keysLead}</p>
        <DataTable
          caption={messages.keysCaption}
          empty=""
          columns={[messages.key, messages.suite, messages.term]}
          rows={keys.map((key) => [<Digest text={key.id} />, key.suite, termWords(key, locale)])}
        />
      </section>
      <section class="l-stack">
        <h2>{messages.decisions}</h2>
        <EntryTable
          caption={messages.decisionsCaption}
          empty={messages.noDecision}
          entries={view.decisions}
          tools={tools}
        />
        <p>
          <a class="x-onward" href={linkTo.ledgerTransactionsAbout(topicOfMember(did))}>
            {messages.allDecisions}
          </a>
        </p>
      </section>
    </>
  );
}

function Issuing({ view: { issuer }, tools: { locale, names } }: PartProps) {
  if (issuer === undefined) return null;
  const messages = MEMBERS_MESSAGES[locale];
  return (
    <section class="l-stack">
      <h2>{messages.issuing}</h2>
      <p>
        <StatusMark status={issuer.status} word={PAGES_MESSAGES[locale].roleStatus[issuer.status]} />
      </p>
      <p>{messages.issuingLead}</p>
      <DataTable
        caption={messages.issuingCaption}
        empty=""
        columns={[messages.credential, messages.term]}
        rows={issuer.mayIssue.map(({ vct, ...term }) => [
          <>
            {names.credentialType(vct)} <Digest text={vct} />
          </>,
          termWords(term, locale),
        ])}
      />
      <LeafKeys keys={issuer.keys} locale={locale} />
      <Facts facts={[[messages.lists, <Digest text={issuer.statusListPrefix} />]]} />
    </section>
  );
}

function Asking({ view: { verifier, contracts }, tools: { locale } }: PartProps) {
  if (verifier === undefined) return null;
  const messages = MEMBERS_MESSAGES[locale];
  const { roleStatus, contractStatus } = PAGES_MESSAGES[locale];
  return (
    <section class="l-stack">
      <h2>{messages.asking}</h2>
      <p>
        <StatusMark status={verifier.status} word={roleStatus[verifier.status]} />
      </p>
      <p>{messages.askingLead}</p>
      <DataTable
        caption={messages.askingCaption}
        empty={messages.noContract}
        columns={[messages.contract, messages.price, messages.status]}
        rows={contracts.map(({ id, title, priceCents, status }) => [
          <a href={linkTo.contract(id)}>{title[locale]}</a>,
          formatEuros(priceCents, locale),
          <StatusMark status={status} word={contractStatus[status]} />,
        ])}
      />
      <LeafKeys keys={verifier.keys} locale={locale} />
    </section>
  );
}

function LeafKeys({ keys, locale }: { keys: readonly RegisteredKey[]; locale: DescriptionTools['locale'] }) {
  const messages = MEMBERS_MESSAGES[locale];
  return (
    <>
      <h3>{messages.leafKeys}</h3>
      <DataTable
        caption={messages.leafKeysCaption}
        empty=""
        columns={[messages.key, messages.term]}
        rows={keys.map((key) => [<Digest text={key.digest} />, termWords(key, locale)])}
      />
    </>
  );
}
