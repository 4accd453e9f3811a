import type { HistoryEntry } from '#holder';
import { Banner, Card, Facts, LinkButton, Moment } from '#look';
import { claimLabel } from '../cards/claim-words.js';
import { typeset } from '../shell/french-spaces.js';
import { useMessages, useShell, useWallet } from '../wallet-context.js';
import { HISTORY_MESSAGES } from './history.messages.js';
import { LedgerCheck } from './ledger-check.js';
import { receiptStateOf, retentionEndOf } from './receipt-state.js';
import { Withdrawal } from './withdrawal.js';

/** One use of a proof: what was shared with whom, its receipt, its trace in the ledger, and its withdrawal. */
export function HistoryEntryScreen({ id }: { id: string }) {
  const state = useWallet();
  const words = useMessages(HISTORY_MESSAGES);
  const entry = state.history.get(id);
  if (entry === undefined) {
    return (
      <>
        <h1>{words.title}</h1>
        <p>{words.gone}</p>
        <LinkButton href="/history">{words.back}</LinkButton>
      </>
    );
  }
  return (
    <>
      <h1>{words.sharedWith(entry.delivery.notice.verifier.name)}</h1>
      <ReceiptWarning entry={entry} />
      <WhatHappened entry={entry} />
      <SharedNames entry={entry} />
      {entry.outcome === 'accepted' ? (
        <>
          {wasErased(entry) && entry.ledgerProof === undefined ? null : <LedgerCheck entry={entry} />}
          <Withdrawal entry={entry} />
        </>
      ) : null}
      <LinkButton href="/history" kind="secondary">
        {words.back}
      </LinkButton>
    </>
  );
}

function ReceiptWarning({ entry }: { entry: HistoryEntry }) {
  const words = useMessages(HISTORY_MESSAGES);
  const receipt = receiptStateOf(entry);
  if (receipt === 'missing') {
    return (
      <Banner kind="warning" title={words.receiptMissingTitle}>
        <p>{words.receiptMissingText(entry.delivery.notice.verifier.name)}</p>
      </Banner>
    );
  }
  if (receipt !== 'different') return null;
  return (
    <Banner kind="warning" title={words.receiptDifferentTitle}>
      <p>{words.receiptDifferentText}</p>
      <ul>
        {entry.differences.map((difference) => (
          <li key={difference}>{words.differences[difference]}</li>
        ))}
      </ul>
    </Banner>
  );
}

function WhatHappened({ entry }: { entry: HistoryEntry }) {
  const { locale } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  const { notice } = entry.delivery;
  return (
    <Card title={typeset(notice.contract.title[locale], locale)}>
      <Facts
        facts={[
          [words.when, <Moment seconds={entry.presentedAt} locale={locale} />],
          ...(entry.host === undefined ? [] : [[words.where, entry.host] as const]),
          [words.purpose, typeset(notice.purpose.words[locale], locale)],
          [words.legalBasis, typeset(notice.legalBasis.words[locale], locale)],
          [words.keptUntil, <Moment seconds={retentionEndOf(entry)} locale={locale} precision="day" />],
          [words.outcome, words.outcomes[entry.outcome]],
          [words.receipt, words.receipts[receiptStateOf(entry)]],
        ]}
      />
    </Card>
  );
}

function SharedNames({ entry }: { entry: HistoryEntry }) {
  const { locale } = useShell();
  const { types } = useWallet();
  const words = useMessages(HISTORY_MESSAGES);
  return (
    <Card title={words.claims}>
      <ul>
        {entry.shared.map(({ vct, path }) => (
          <li key={path.join('.')}>{claimLabel(types.get(vct), path, locale)}</li>
        ))}
      </ul>
      <p class="l-hint">{words.noValues}</p>
    </Card>
  );
}

/** What was erased took its proof with it at the other side; one that the wallet kept can still be checked. */
function wasErased({ withdrawal }: HistoryEntry): boolean {
  return withdrawal?.answer.outcome === 'erased';
}
