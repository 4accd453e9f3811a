import { Banner, Button, Card, Field, TextArea, type Locale } from '#look';
import { describeBody, type DescriptionTools } from '../decisions/describe-decision.js';
import { EntryTable } from '../decisions/entry-table.js';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import { FIND_MESSAGES } from './find.messages.js';
import { isFound, type ResolvedDigest } from './resolve-digest.js';

export interface FindPageProps {
  tools: DescriptionTools;
  /** What was entered into the field. */
  entered: string;
  isMalformed: boolean;
  resolved: readonly ResolvedDigest[];
}

export function FindPage({ tools, entered, isMalformed, resolved }: FindPageProps) {
  const { locale } = tools;
  const messages = FIND_MESSAGES[locale];
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      <Banner kind="info">
        <p>{messages.privacy}</p>
      </Banner>
      <Files locale={locale} />
      <Card title={messages.digestTitle}>
        <form method="get" action={linkTo.find}>
          <Field
            id="digest"
            label={messages.digest}
            hint={messages.digestHint}
            error={isMalformed ? messages.malformed : undefined}
            value={entered}
            required
            autocomplete="off"
            spellcheck={false}
            maxLength={128}
          />
          <Button type="submit">{messages.search}</Button>
        </form>
      </Card>
      <div id="digest-answer" class="l-stack">
        {resolved.length === 0 ? null : <Answer resolved={resolved} tools={tools} />}
      </div>
    </>
  );
}

/** Filled with life by find.client.tsx; without it, only the reason is shown. */
function Files({ locale }: { locale: Locale }) {
  const messages = FIND_MESSAGES[locale];
  return (
    <Card title={messages.chooseTitle}>
      <noscript>
        <p>{messages.noScript}</p>
      </noscript>
      <div id="files" hidden>
        <div id="drop" class="x-drop">
          <Field id="file" type="file" multiple label={messages.choose} hint={messages.chooseHint} />
          <p class="l-hint">{messages.drop}</p>
        </div>
        <TextArea
          id="pasted"
          label={messages.paste}
          hint={messages.pasteHint}
          rows={3}
          autocomplete="off"
          spellcheck={false}
        />
        <Button id="check" kind="secondary">
          {messages.check}
        </Button>
      </div>
      <div id="file-answer" role="status" class="l-stack" />
    </Card>
  );
}

function Answer({ resolved, tools }: { resolved: readonly ResolvedDigest[]; tools: DescriptionTools }) {
  const messages = FIND_MESSAGES[tools.locale];
  const found = resolved.filter(isFound);
  return (
    <section class="l-stack" aria-label={messages.answer}>
      {found.length === 0 ? (
        <Banner kind="warning" title={messages.notFound}>
          <p>{messages.notFoundWhy}</p>
          {resolved.slice(0, 1).map(({ digest }) => (
            <p key={digest}>
              {messages.asked} <Digest text={digest} />
            </p>
          ))}
        </Banner>
      ) : (
        found.map((one) => <Found key={one.digest} resolved={one} tools={tools} />)
      )}
    </section>
  );
}

function Found({ resolved, tools }: { resolved: ResolvedDigest; tools: DescriptionTools }) {
  const messages = FIND_MESSAGES[tools.locale];
  const { digest, legalText, itself, entries, isGenesis, isContractCode } = resolved;
  return (
    <>
      <Banner kind="success" title={messages.found}>
        {legalText === undefined ? null : (
          <p>
            {legalText.language === undefined
              ? messages.legalText(legalText.text.name)
              : messages.legalTextFile[legalText.language](legalText.text.name)}
          </p>
        )}
        {itself === undefined ? null : (
          <p>
            {messages.itself}{' '}
            <a href={linkTo.ledgerTransaction(itself.id)}>{describeBody(itself.ledgerTransaction.body, tools)}</a>
          </p>
        )}
        {isGenesis ? <p>{messages.genesis}</p> : null}
        {isContractCode ? <p>{messages.code}</p> : null}
        <p>
          {messages.asked} <Digest text={digest} />
        </p>
      </Banner>
      {entries.length === 0 ? null : (
        <>
          <h2>{messages.entries}</h2>
          <EntryTable caption={messages.entriesCaption} empty="" entries={entries} tools={tools} />
        </>
      )}
    </>
  );
}
