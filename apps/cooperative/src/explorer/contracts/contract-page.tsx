import { Banner, Facts } from '#look';
import type { DescriptionTools } from '../decisions/describe-decision.js';
import { EntryTable } from '../decisions/entry-table.js';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { StatusMark } from '../page/status-mark.js';
import { ContractFacts } from './contract-facts.js';
import { VersionCard } from './contract-history.js';
import { CONTRACTS_MESSAGES } from './contracts.messages.js';
import { LegalTextWords } from './legal-text-words.js';
import type { ContractVersion, ContractView } from './read-contract.js';
import type { LegalText } from '../legal-texts/legal-texts.js';
import { writeCursor } from '../page/page-cursor.js';

/** @param list names the list of versions in cursors */
export function ContractPage(props: { view: ContractView; tools: DescriptionTools; list: string }) {
  const { view, tools, list } = props;
  const { locale, names } = tools;
  const messages = CONTRACTS_MESSAGES[locale];
  const { contract, older } = view;
  const { id, status, version } = contract;
  return (
    <>
      <h1>{contract.title[locale]}</h1>
      {status === 'in_force' ? null : (
        <Banner kind="warning">
          <p>{messages[status]}</p>
        </Banner>
      )}
      <Facts
        facts={[
          [messages.status, <StatusMark status={status} word={PAGES_MESSAGES[locale].contractStatus[status]} />],
          [messages.versionColumn, String(version)],
          [messages.identifier, <Digest text={id} />],
        ]}
      />
      <section class="l-stack">
        <h2>{messages.content}</h2>
        <ContractFacts contract={contract} locale={locale} names={names} />
      </section>
      <section class="l-stack">
        <h2>{messages.text}</h2>
        <LegalTextWords text={view.text} locale={locale} />
      </section>
      <section class="l-stack">
        <h2>{messages.history}</h2>
        <p>{messages.historyLead}</p>
        {view.versions.map((one) => (
          <VersionCard key={one.contract.version} version={one} locale={locale} names={names} withLink />
        ))}
        {older === undefined ? null : (
          <p>
            <a class="x-onward" rel="next" href={`${linkTo.contract(id)}?cursor=${writeCursor(list, String(older))}`}>
              {messages.older}
            </a>
          </p>
        )}
      </section>
      <section class="l-stack">
        <h2>{messages.entries}</h2>
        <EntryTable caption={messages.entriesCaption} empty={messages.noEntry} entries={view.entries} tools={tools} />
      </section>
    </>
  );
}

/** One version, as it was adopted. */
export function ContractVersionPage(props: {
  version: ContractVersion;
  text: LegalText | undefined;
  tools: DescriptionTools;
}) {
  const { version, text, tools } = props;
  const { locale, names } = tools;
  const messages = CONTRACTS_MESSAGES[locale];
  const { contract } = version;
  return (
    <>
      <h1>{messages.versionTitle(contract.title[locale], contract.version)}</h1>
      <p>
        <a class="x-onward" href={linkTo.contract(contract.id)}>
          {messages.current}
        </a>
      </p>
      <VersionCard version={version} locale={locale} names={names} withLink={false} />
      <section class="l-stack">
        <h2>{messages.content}</h2>
        <ContractFacts contract={contract} locale={locale} names={names} />
      </section>
      <section class="l-stack">
        <h2>{messages.text}</h2>
        <LegalTextWords text={text} locale={locale} />
      </section>
    </>
  );
}
