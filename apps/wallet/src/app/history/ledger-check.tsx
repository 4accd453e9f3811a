import { checkLedgerProof, type HistoryEntry } from '#holder';
import type { VerifiedAnchoredCommitment } from '#ledger';
import { Banner, Button, Card, Facts, Moment } from '#look';
import type { CodedError } from '#primitives';
import { useState } from 'preact/hooks';
import { useOnce } from '../flow/use-once.js';
import { useMessages, useOpenWallet, useShell } from '../wallet-context.js';
import { HISTORY_MESSAGES } from './history.messages.js';
import { receiptStateOf } from './receipt-state.js';

/** Checks, on this device, that the receipt stands in the public ledger, and says who signed for it. */
export function LedgerCheck({ entry }: { entry: HistoryEntry }) {
  const { tools } = useOpenWallet();
  const { online } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  const { busy, run, error } = useOnce();
  const [found, setFound] = useState<VerifiedAnchoredCommitment | 'pending'>();
  const hasReceipt = receiptStateOf(entry) !== 'missing';
  const needsNetwork = entry.ledgerProof === undefined && !online;
  const check = () => run(async () => setFound((await checkLedgerProof(tools, entry)) ?? 'pending'));
  return (
    <Card title={words.verifyTitle}>
      <div class="l-stack">
        <p>{words.verifyText}</p>
        {needsNetwork ? <p class="l-hint">{words.needsNetwork}</p> : null}
        {hasReceipt ? (
          <Button kind="secondary" busy={busy} disabled={needsNetwork} onClick={check}>
            {words.verify}
          </Button>
        ) : (
          <p>{words.receipts.missing}</p>
        )}
        <div role="status" class="l-stack">
          {busy ? <p>{words.verifying}</p> : null}
          {!busy && found === 'pending' && error === undefined ? <p>{words.pending}</p> : null}
          {!busy && found !== undefined && found !== 'pending' && error === undefined ? (
            <Verified found={found} />
          ) : null}
        </div>
        {error === undefined ? null : <Failed error={error} who={entry.delivery.notice.verifier.name} />}
      </div>
    </Card>
  );
}

function Verified({ found }: { found: VerifiedAnchoredCommitment }) {
  const { locale } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  const { colleges, operators } = found.attested;
  const signedAt = Math.min(...colleges.map(({ cosignedAt }) => cosignedAt));
  return (
    <>
      <Banner kind="success" title={words.verified}>
        <p>{words.verifiedOffline}</p>
      </Banner>
      <Facts
        facts={[
          [
            words.signedBy,
            <ul>
              {colleges.map(({ college }) => (
                <li key={college}>{words.colleges[college]}</li>
              ))}
            </ul>,
          ],
          [words.signedAt, <Moment seconds={signedAt} locale={locale} />],
          [words.block, String(found.height)],
        ]}
      />
      {operators === 'single' ? (
        <Banner kind="warning" title={words.developmentTitle}>
          <p>{words.developmentText}</p>
        </Banner>
      ) : null}
    </>
  );
}

function Failed({ error, who }: { error: CodedError; who: string }) {
  const words = useMessages(HISTORY_MESSAGES);
  const isOutage = error.fault === 'outage';
  const isUnavailable = error.code === 'ledger_proof_unavailable';
  return (
    <Banner kind={isOutage ? 'warning' : 'danger'} announce="alert">
      <p>{isOutage ? words.offline : isUnavailable ? words.proofUnavailable(who) : words.proofWrong}</p>
    </Banner>
  );
}
