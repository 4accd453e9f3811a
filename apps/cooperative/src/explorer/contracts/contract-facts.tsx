import { Facts, type Locale } from '#look';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import type { Names } from '../page/names.js';
import { CONTRACT_FIELDS, fieldLines, type ContractContent, type ContractFieldName } from './contract-fields.js';
import { CONTRACT_FIELDS_MESSAGES } from './contract-fields.messages.js';

/** All that a contract says, in plain words. */
export function ContractFacts(props: { contract: ContractContent; locale: Locale; names: Names }) {
  const { contract, locale, names } = props;
  const { label } = CONTRACT_FIELDS_MESSAGES[locale];
  const content = (field: ContractFieldName) => {
    const lines = fieldLines(contract, field, locale, names);
    if (field === 'legalTextDigest') return <Digest text={contract.legalTextDigest} />;
    if (field === 'verifier') return <a href={linkTo.member(contract.verifier)}>{lines[0]}</a>;
    return <Lines lines={lines} />;
  };
  return (
    <Facts
      facts={CONTRACT_FIELDS.filter((field) => field !== 'title').map((field) => [label[field], content(field)])}
    />
  );
}

/** One line is a sentence, several are a list. */
export function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 1) return <>{lines[0]}</>;
  return (
    <ul class="x-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
