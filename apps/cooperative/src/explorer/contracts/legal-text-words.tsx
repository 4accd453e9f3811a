import type { ComponentChildren } from 'preact';
import type { Locale } from '#look';
import type { LegalText } from '../legal-texts/legal-texts.js';
import { CONTRACTS_MESSAGES } from './contracts.messages.js';

/** The legal text in the person's language, and behind a fold in the other: both are what was agreed. */
export function LegalTextWords({ text, locale }: { text: LegalText | undefined; locale: Locale }) {
  const messages = CONTRACTS_MESSAGES[locale];
  const other: Locale = locale === 'en' ? 'fr' : 'en';
  if (text === undefined) return <p>{messages.textMissing}</p>;
  return (
    <>
      <p>{messages.textVerified}</p>
      <div class="l-card x-legal-text">
        <Markdown text={text.words[locale]} />
      </div>
      <details>
        <summary>{messages.textOther}</summary>
        <div class="l-card x-legal-text" lang={other}>
          <Markdown text={text.words[other]} />
        </div>
      </details>
    </>
  );
}

/** As much of Markdown as legal texts use: headings and numbered paragraphs; everything else is a paragraph as it stands. */
function Markdown({ text }: { text: string }) {
  const blocks: ComponentChildren[] = [];
  let numbered: string[] = [];
  const endList = () => {
    if (numbered.length > 0) blocks.push(<ol>{numbered.map((item) => <li key={item}>{item}</li>)}</ol>); // prettier-ignore
    numbered = [];
  };
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const item = /^[0-9]+\. (.+)$/.exec(line)?.[1];
    if (item !== undefined) {
      numbered.push(item);
      continue;
    }
    endList();
    const heading = /^#+ (.+)$/.exec(line)?.[1];
    blocks.push(heading === undefined ? <p>{line}</p> : <h3>{heading}</h3>);
  }
  endList();
  return <>{blocks}</>;
}
