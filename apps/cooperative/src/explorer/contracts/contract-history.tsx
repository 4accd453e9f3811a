import { Card, DataTable, formatMoment, type Locale } from '#look';
import { linkTo } from '../page/links.js';
import type { Names } from '../page/names.js';
import { Lines } from './contract-facts.js';
import { contractDifferences, type ContractContent } from './contract-fields.js';
import { CONTRACT_FIELDS_MESSAGES } from './contract-fields.messages.js';
import { CONTRACTS_MESSAGES } from './contracts.messages.js';
import type { ContractVersion } from './read-contract.js';

/** How a version came about, and what it changed. */
export function VersionCard(props: { version: ContractVersion; locale: Locale; names: Names; withLink: boolean }) {
  const { version, locale, names, withLink } = props;
  const messages = CONTRACTS_MESSAGES[locale];
  const { contract, adoptedAt, proposal } = version;
  return (
    <Card level={withLink ? 3 : 2} title={messages.version(contract.version)}>
      <p>
        {messages.adopted(formatMoment(adoptedAt, locale, 'minute'))},{' '}
        {proposal === null ? messages.byFounders : <a href={linkTo.proposal(proposal)}>{messages.byProposal}</a>}.
      </p>
      <Differences version={version} locale={locale} names={names} />
      {withLink ? (
        <p>
          <a class="x-onward" href={linkTo.contractVersion(contract.id, contract.version)}>
            {messages.showVersion}
          </a>
        </p>
      ) : null}
    </Card>
  );
}

function Differences({ version, locale, names }: { version: ContractVersion; locale: Locale; names: Names }) {
  const { previous, contract } = version;
  if (previous === undefined) return <p>{CONTRACTS_MESSAGES[locale].first}</p>;
  return <DifferenceTable before={previous.contract} after={contract} locale={locale} names={names} />;
}

/** What an amendment changes, side by side. */
export function DifferenceTable(props: {
  before: ContractContent;
  after: ContractContent;
  locale: Locale;
  names: Names;
}) {
  const { before, after, locale, names } = props;
  const messages = CONTRACTS_MESSAGES[locale];
  const { label } = CONTRACT_FIELDS_MESSAGES[locale];
  return (
    <DataTable
      caption={messages.changed(before.version)}
      empty={messages.unchanged}
      columns={[messages.field, messages.before, messages.after]}
      rows={contractDifferences(before, after, locale, names).map((difference) => [
        label[difference.field],
        <del>
          <Lines lines={difference.before} />
        </del>,
        <ins>
          <Lines lines={difference.after} />
        </ins>,
      ])}
    />
  );
}
