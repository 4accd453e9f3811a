import { Banner, Card, DataTable, Facts, LinkButton, Moment, type Locale } from '#look';
import { percent } from '../decisions/describe-decision.js';
import { Digest } from '../page/digest.js';
import { durationWords } from '../page/duration-words.js';
import { linkTo } from '../page/links.js';
import { writeCursor } from '../page/page-cursor.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { WatchedServices } from './watched-services.js';
import { LOG_MESSAGES } from './log.messages.js';
import type { LogHead, LogView } from './read-log.js';
import { ValidatorKeys } from './validator-keys.js';

/** Leaves in one file, as the ledger gives them. */
const LEAVES_PER_FILE = 1000;
const FILES_PER_PAGE = 20;
const COMMAND = 'npm run ledger:verify -- proof.json --trust trust.json';

interface LogPageProps {
  view: LogView;
  locale: Locale;
  publicUrl: string;
  /** Names the list of files in cursors. */
  list: string;
  /** Only files with leaves before this one. */
  before: number | undefined;
}

export function LogPage(props: LogPageProps) {
  const { view, locale } = props;
  const messages = LOG_MESSAGES[locale];
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      <Card title={messages.one}>
        <p>{messages.oneLead}</p>
        <pre>{COMMAND}</pre>
        <div class="l-row">
          <LinkButton href={linkTo.trust} download="trust.json">
            {messages.trust}
          </LinkButton>
          <LinkButton kind="secondary" href={linkTo.find}>
            {messages.oneButton}
          </LinkButton>
        </div>
      </Card>
      {view.head === undefined ? null : <Head head={view.head} {...props} />}
      {view.watched === undefined ? null : <WatchedServices report={view.watched} locale={locale} />}
      <Rules {...props} />
      <ValidatorKeys keys={view.validatorKeys} validators={view.validators} locale={locale} />
      <WholeLog {...props} />
    </>
  );
}

function Head({ head, locale }: LogPageProps & { head: LogHead }) {
  const messages = LOG_MESSAGES[locale];
  const { size, root, blockEnd, colleges } = head;
  return (
    <section class="l-stack">
      <h2>{messages.head}</h2>
      <p>{messages.headLead}</p>
      <Facts
        facts={[
          [messages.size, String(size)],
          [messages.root, <Digest text={root} />],
          ...(blockEnd === undefined
            ? []
            : [
                [
                  messages.stateRoot,
                  <>
                    <Digest text={blockEnd.stateRoot} /> {messages.stateRootOf(blockEnd.height)}
                  </>,
                ] as const,
              ]),
        ]}
      />
      {colleges === undefined ? (
        <Banner kind="danger" announce="alert">
          <p>{messages.notVerified}</p>
        </Banner>
      ) : (
        <Colleges colleges={colleges} locale={locale} />
      )}
      <details>
        <summary>{messages.checkpoint}</summary>
        <pre>{signedRoot(head)}</pre>
      </details>
    </section>
  );
}

/** Who signed: a cosigner for each college, or those of its validators that the commit holds. */
function Colleges({ colleges, locale }: { colleges: NonNullable<LogHead['colleges']>; locale: Locale }) {
  const messages = LOG_MESSAGES[locale];
  const byValidators = colleges.some(({ validators }) => validators !== undefined);
  return (
    <DataTable
      caption={messages.collegesCaption}
      empty=""
      columns={[messages.college, ...(byValidators ? [messages.validators] : []), messages.signedAt]}
      rows={colleges.map(({ college, cosignedAt, validators = [] }) => [
        PAGES_MESSAGES[locale].colleges[college],
        ...(byValidators ? [validators.map(({ member }) => member).join(', ')] : []),
        <Moment seconds={cosignedAt} locale={locale} precision="second" />,
      ])}
    />
  );
}

/** As it is published: a text that is signed, or the commit's own JSON. */
function signedRoot({ attestation }: LogHead): string {
  return attestation.kind === 'checkpoint' ? attestation.checkpoint : JSON.stringify(attestation, undefined, 2);
}

/** What is downloaded of the signed root, by the kind of attestation that the ledger has. */
function attestationFile(head: LogHead | undefined): { href: string; file: string } {
  return head?.attestation.kind === 'cometbft'
    ? { href: linkTo.attestation, file: 'attestation.json' }
    : { href: linkTo.checkpoint, file: 'checkpoint.txt' };
}

function Rules({ view: { parameters, governance, code }, locale }: LogPageProps) {
  const messages = LOG_MESSAGES[locale];
  const { percentage, votingOf, programmeOf } = messages;
  const seconds = (count: number) => durationWords(count, locale);
  return (
    <section class="l-stack">
      <h2>{messages.rules}</h2>
      <p>{messages.rulesLead}</p>
      <Facts
        facts={[
          [messages.quorum, percentage(governance.quorumPercent)],
          [messages.voting, votingOf(seconds(governance.minVotingSeconds), seconds(governance.maxVotingSeconds))],
          [messages.commission, percent(governance.commissionBasisPoints, locale)],
          [messages.period, seconds(parameters.anchorPeriodSeconds)],
          [messages.proofAge, seconds(parameters.maxProofAgeSeconds)],
          [messages.suites, parameters.suites.join(', ')],
          [messages.programme, <>{programmeOf(code.version)} <Digest text={code.digest} /></>], // prettier-ignore
        ]}
      />
    </section>
  );
}

function WholeLog({ view, locale, publicUrl, list, before }: LogPageProps) {
  const messages = LOG_MESSAGES[locale];
  const size = view.head?.size ?? 0;
  const files = leafFiles(size, before);
  const oldest = files.at(-1)?.start ?? 0;
  const signed = attestationFile(view.head);
  return (
    <section class="l-stack">
      <h2>{messages.whole}</h2>
      <p>{messages.wholeLead}</p>
      <h3>{messages.files}</h3>
      <ul class="x-links">
        <li>
          <a href={linkTo.trust} download="trust.json">
            {messages.trust}
          </a>
        </li>
        <li>
          <a href={linkTo.genesis} download="genesis.json">
            {messages.genesis}
          </a>
        </li>
        <li>
          <a href={signed.href} download={signed.file}>
            {messages.checkpointFile}
          </a>
        </li>
      </ul>
      <DataTable
        caption={messages.leavesCaption}
        empty={messages.leavesEmpty}
        columns={[messages.part, messages.file]}
        rows={files.map(({ start, end }) => [
          messages.partOf(start, end - 1),
          <a
            href={linkTo.entries(start, LEAVES_PER_FILE)}
            download={`leaves-${start}.json`}
          >{`leaves-${start}.json`}</a>,
        ])}
      />
      {oldest === 0 ? null : (
        <p>
          <a class="x-onward" rel="next" href={`${linkTo.log}?cursor=${writeCursor(list, String(oldest))}`}>
            {messages.older}
          </a>
        </p>
      )}
      <p>{messages.example}</p>
      <pre>{downloadCommand(publicUrl, size, signed)}</pre>
    </section>
  );
}

/** The newest files before a leaf; each begins at a multiple of what a file holds, so that full ones never change. */
function leafFiles(size: number, before: number | undefined): { start: number; end: number }[] {
  const files: { start: number; end: number }[] = [];
  let end = Math.min(size, before ?? size);
  while (end > 0 && files.length < FILES_PER_PAGE) {
    const start = Math.floor((end - 1) / LEAVES_PER_FILE) * LEAVES_PER_FILE;
    files.push({ start, end });
    end = start;
  }
  return files;
}

function downloadCommand(publicUrl: string, size: number, signed: { href: string; file: string }): string {
  const root = publicUrl.replace(/\/+$/, '');
  return [
    `curl -fo trust.json ${root}${linkTo.trust}`,
    `curl -fo ${signed.file} ${root}${signed.href}`,
    `for start in $(seq 0 ${LEAVES_PER_FILE} ${Math.max(0, size - 1)}); do`,
    `  curl -fo "leaves-$start.json" "${root}/api/v1/ledger/entries?start=$start&count=${LEAVES_PER_FILE}"`,
    'done',
  ].join('\n');
}
