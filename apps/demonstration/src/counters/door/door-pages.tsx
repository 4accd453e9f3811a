import type { ComponentChildren } from 'preact';
import { Button, LinkButton, PageShell, QrCode, type Locale } from '#look';
import { COUNTERS_MESSAGES } from '../counters.messages.js';
import type { DoorPlace } from '../counters.config.js';
import type { DoorQuestion } from './door-questions.js';
import { DOOR_MESSAGES } from './door.messages.js';

interface DoorProps {
  locale: Locale;
  door: DoorPlace;
}

function Shell({ locale, door, children }: DoorProps & { children: ComponentChildren }) {
  const { fictitious } = DOOR_MESSAGES[locale];
  return (
    <PageShell locale={locale} brand={door.name} brandHref="/" footer={<p>{fictitious}</p>}>
      {children}
    </PageShell>
  );
}

/** @param instead the question that stands on the page; one that is still open ends by this */
function AskButton({ locale, instead }: { locale: Locale; instead?: Pick<DoorQuestion, 'id' | 'answer'> }) {
  return (
    <form method="post" action="/door/questions" data-once>
      <input type="hidden" name="instead" value={instead?.id ?? ''} />
      <Button type="submit" kind={instead?.answer === 'asked' ? 'secondary' : 'primary'} wide>
        {DOOR_MESSAGES[locale].button}
      </Button>
    </form>
  );
}

/** Where a doorkeeper begins. */
export function DoorPage({ locale, door }: DoorProps) {
  const messages = DOOR_MESSAGES[locale];
  return (
    <Shell locale={locale} door={door}>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      <AskButton locale={locale} />
      <p>
        <LinkButton kind="quiet" href="/">
          {COUNTERS_MESSAGES[locale].back}
        </LinkButton>
      </p>
    </Shell>
  );
}

/** The code while it waits, then a word that can be read at arm's length. */
export function DoorQuestionPage({ locale, door, question }: DoorProps & { question: DoorQuestion }) {
  const { id, answer, link } = question;
  const messages = DOOR_MESSAGES[locale];
  return (
    <Shell locale={locale} door={door}>
      {answer === 'asked' ? (
        <div class="door-code" data-door-state={`/door/questions/${id}/state`}>
          <h1>{messages.scan}</h1>
          <QrCode text={link} label={messages.code} />
          <p class="l-hint">{messages.scanSentence}</p>
          <p>
            <LinkButton kind="quiet" href={link} target="_blank" rel="noopener">
              {messages.here}
            </LinkButton>
          </p>
        </div>
      ) : (
        <div class={`door-answer door-${answer}`} role="status">
          <h1 class="door-word">{messages.answers[answer].word}</h1>
          <p>{messages.answers[answer].sentence}</p>
        </div>
      )}
      <AskButton locale={locale} instead={question} />
    </Shell>
  );
}
