import { Card, DataTable, Facts, LinkButton, Moment } from '#look';
import { writeLedgerTransaction } from '#ledger';
import { describeBody, kindWords, type DescriptionTools } from '../decisions/describe-decision.js';
import type { LedgerEntry } from '../index/explorer-index.js';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import { LEDGER_TRANSACTIONS_MESSAGES } from './ledger-transactions.messages.js';

const COMMAND = 'npm run ledger:verify -- proof.json --trust trust.json';

export function LedgerTransactionPage({ entry, tools }: { entry: LedgerEntry; tools: DescriptionTools }) {
  const { locale, names } = tools;
  const messages = LEDGER_TRANSACTIONS_MESSAGES[locale];
  const { id, index, height, time, kind, ledgerTransaction } = entry;
  return (
    <>
      <h1>{describeBody(ledgerTransaction.body, tools)}</h1>
      <p class="l-lead">{messages.accepted}</p>
      <Facts
        facts={[
          [messages.kind, kindWords(kind, locale)],
          [messages.when, <Moment seconds={time} locale={locale} precision="second" />],
          [messages.block, String(height)],
          [messages.leaf, String(index)],
          [messages.identifier, <Digest text={id} />],
        ]}
      />
      <section class="l-stack">
        <h2>{messages.signers}</h2>
        <DataTable
          caption={messages.signersCaption}
          empty={messages.noSigner}
          columns={[messages.member, messages.key]}
          rows={ledgerTransaction.signatures.map(({ member, key }) => [
            <a href={linkTo.member(member)}>{names.member(member)}</a>,
            <Digest text={key} />,
          ])}
        />
      </section>
      <Card title={messages.proof}>
        <p>{messages.proofLead}</p>
        <div class="l-row">
          <LinkButton href={linkTo.historyProof(id)} download="proof.json">
            {messages.download}
          </LinkButton>
          <LinkButton kind="secondary" href={linkTo.trust} download="trust.json">
            {messages.trust}
          </LinkButton>
        </div>
        <p class="x-command">{messages.command}</p>
        <pre>{COMMAND}</pre>
      </Card>
      <section class="l-stack">
        <h2>{messages.raw}</h2>
        <p>{messages.rawLead}</p>
        <pre>{writeLedgerTransaction(ledgerTransaction)}</pre>
      </section>
    </>
  );
}
