import type { ComponentChildren } from 'preact';
import { Banner, Facts, formatMoment, VerdictList, type Locale, type ShownVerdict } from '#look';
import type { TrustFile, VerifiedLedgerProof } from '#ledger';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import type { CheckedProof } from './check-proof.js';
import { FILE_ANSWER_MESSAGES } from './file-answer.messages.js';
import type { RecognisedReceipt } from './recognise-files.js';

/** What the browser found out about the chosen files. */
export interface FileAnswerProps {
  locale: Locale;
  malformed: readonly string[];
  receipt: RecognisedReceipt | undefined;
  proof: { checked: CheckedProof; trust: TrustFile; isOwnTrust: boolean } | undefined;
  /** A trust file and nothing to check against it. */
  isTrustAlone: boolean;
}

export function FileAnswer(props: FileAnswerProps) {
  const { locale, malformed, receipt, proof, isTrustAlone } = props;
  const messages = FILE_ANSWER_MESSAGES[locale];
  return (
    <>
      {malformed.map((code) => (
        <Refused key={code} code={code} locale={locale} />
      ))}
      {receipt === undefined ? null : <ReceiptAnswer {...props} receipt={receipt} />}
      {proof === undefined ? null : <ProofAnswer {...proof} locale={locale} />}
      {isTrustAlone ? <p>{messages.trustAlone}</p> : null}
    </>
  );
}

function Refused({ code, locale }: { code: string; locale: Locale }) {
  const messages = FILE_ANSWER_MESSAGES[locale];
  return (
    <Banner kind="danger" title={messages.refused}>
      <p>{messages.refusal[code] ?? messages.otherRefusal}</p>
      <p class="l-hint">{messages.reason(code)}</p>
    </Banner>
  );
}

function ProofAnswer(props: NonNullable<FileAnswerProps['proof']> & { locale: Locale }) {
  const { checked, trust, isOwnTrust, locale } = props;
  const messages = FILE_ANSWER_MESSAGES[locale];
  if (checked.outcome === 'refused') return <Refused code={checked.code} locale={locale} />;
  const { attested } = checked.verified;
  const verdict = (sentence: string): ShownVerdict => ({ outcome: 'passed', outcomeWord: messages.passed, sentence });
  const leaves = attested.size.toLocaleString(locale === 'fr' ? 'fr-FR' : 'en-GB');
  return (
    <>
      <Banner kind="success" title={messages.proven}>
        <Proven verified={checked.verified} locale={locale} isHere={isOwnTrust} />
      </Banner>
      <VerdictList
        verdicts={[
          verdict(
            attested.block === undefined
              ? messages.logSigned(leaves)
              : messages.blockCarries(attested.block.height, leaves),
          ),
          ...attested.colleges.map(({ college, cosignedAt }) =>
            verdict(messages.collegeSigned(messages.colleges[college], formatMoment(cosignedAt, locale, 'second'))),
          ),
        ]}
      />
      {trust.genesis.parameters.operators === 'single' ? (
        <Banner kind="warning">
          <p>{messages.development}</p>
        </Banner>
      ) : null}
      <p class="l-hint">{isOwnTrust ? messages.ownTrust : messages.givenTrust}</p>
    </>
  );
}

function Proven(props: { verified: VerifiedLedgerProof; locale: Locale; isHere: boolean }): ComponentChildren {
  const { verified, locale, isHere } = props;
  const messages = FILE_ANSWER_MESSAGES[locale];
  if (verified.kind === 'state') {
    const { values, blockEnd } = verified;
    return (
      <>
        <p>{messages.state(formatMoment(blockEnd.time, locale, 'second'))}</p>
        <Facts
          facts={[...values].map(([key, value]) => [
            <Digest text={key} />,
            value === null ? messages.absent : <pre>{JSON.stringify(value, null, 2)}</pre>,
          ])}
        />
      </>
    );
  }
  // Of another ledger these pages know nothing.
  const link = isHere ? <p><a href={linkTo.ledgerTransaction(verified.id)}>{messages.toEntry}</a></p> : null; // prettier-ignore
  if (verified.kind === 'history') return <><p>{messages.history(verified.height)}</p>{link}</>; // prettier-ignore
  return (
    <>
      <p>{messages.anchored}</p>
      <Facts facts={[[messages.commitment, <Digest text={verified.commitment} />]]} />
      {link}
    </>
  );
}

function ReceiptAnswer(props: FileAnswerProps & { receipt: RecognisedReceipt }) {
  const { locale, receipt: recognised, proof } = props;
  const messages = FILE_ANSWER_MESSAGES[locale];
  const { receipt, commitment, ledgerProofUri } = recognised;
  const proven = proof?.checked.outcome === 'proven' ? proof.checked.verified : undefined;
  const anchored = proven?.kind === 'anchored_commitment' ? proven.commitment : undefined;
  const moment = (seconds: number) => formatMoment(seconds, locale, 'minute');
  return (
    <>
      <Banner kind="info" title={messages.receiptTitle}>
        <p>{messages.receiptOf(receipt.controller.name)}</p>
        <p class="l-hint">{messages.receiptNotChecked}</p>
      </Banner>
      <Facts
        facts={[
          [messages.receiptMember, `${receipt.controller.name} (${receipt.controller.legalId})`],
          [messages.receiptContract, <a href={linkTo.contractVersion(receipt.contract.id, receipt.contract.version)}>{receipt.contract.id}</a>], // prettier-ignore
          [messages.receiptPurpose, receipt.purpose.words[locale]],
          [messages.receiptWhen, moment(receipt.issuedAt)],
          [messages.receiptEnds, moment(receipt.retentionEndsAt)],
          ...(commitment === undefined ? [] : [[messages.commitment, <Digest text={commitment} />] as const]),
        ]}
      />
      {commitment === undefined ? <p>{messages.receiptUnsealed}</p> : null}
      {commitment !== undefined && anchored !== undefined ? (
        <Banner kind={commitment === anchored ? 'success' : 'danger'}>
          <p>{commitment === anchored ? messages.receiptMatches : messages.receiptDiffers}</p>
        </Banner>
      ) : null}
      {anchored === undefined && commitment !== undefined ? <p>{messages.receiptNeedsProof}</p> : null}
      {anchored === undefined && isWebAddress(ledgerProofUri) ? (
        <p>
          <a href={ledgerProofUri} rel="noreferrer" target="_blank">
            {messages.receiptProofLink}
          </a>
        </p>
      ) : null}
    </>
  );
}

/** The address comes from a file that anyone may have written. */
function isWebAddress(address: string | undefined): address is string {
  return address !== undefined && /^https?:\/\//i.test(address);
}
