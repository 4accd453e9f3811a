import { Button, Card, LinkButton, Moment, type Locale } from '#look';
import type { VerificationView } from '../verifications/read-verification.js';
import { PAPER_MESSAGES } from './paper.messages.js';

export interface PaperProps {
  locale: Locale;
  view: VerificationView;
  /** Each a sentence. */
  papers: readonly string[];
  formToken: string;
  mayNote: boolean;
}

/** Which papers the clerk may accept instead, and a form without a field: that one was accepted. */
export function PaperPage({ locale, view, papers, formToken, mayNote }: PaperProps) {
  const messages = PAPER_MESSAGES[locale];
  const { id, paperPathAt } = view;
  return (
    <>
      <p class="l-lead">{messages.lead}</p>
      <Card title={messages.which}>
        <ul>
          {papers.map((paper) => (
            <li key={paper}>{paper}</li>
          ))}
        </ul>
        <p class="l-hint">{messages.ownRules}</p>
      </Card>
      {paperPathAt !== undefined ? (
        <Noted at={paperPathAt} locale={locale} />
      ) : mayNote ? (
        <form method="post" action={`/verifications/${id}/paper`} data-once>
          <input type="hidden" name="formToken" value={formToken} />
          <p>{messages.noteSentence}</p>
          <Button type="submit">{messages.note}</Button>
        </form>
      ) : (
        <p>{messages.mayNotNote}</p>
      )}
      <p>
        <LinkButton kind="secondary" href={`/verifications/${id}`}>
          {messages.back}
        </LinkButton>
      </p>
    </>
  );
}

/** On a result that is no confirmation: the way that is always open, or that it was taken. */
export function PaperOffer({ view, locale }: Pick<PaperProps, 'view' | 'locale'>) {
  const messages = PAPER_MESSAGES[locale];
  const { id, paperPathAt } = view;
  return (
    <Card title={paperPathAt === undefined ? messages.offer : messages.notedTitle}>
      {paperPathAt === undefined ? (
        <>
          <p>{messages.offerSentence}</p>
          <p>
            <LinkButton href={`/verifications/${id}/paper`}>{messages.offerLink}</LinkButton>
          </p>
        </>
      ) : (
        <Noted at={paperPathAt} locale={locale} />
      )}
    </Card>
  );
}

function Noted({ at, locale }: { at: string; locale: Locale }) {
  return (
    <p>
      <strong>{PAPER_MESSAGES[locale].noted}</strong> <Moment seconds={Date.parse(at) / 1000} locale={locale} />.
    </p>
  );
}
