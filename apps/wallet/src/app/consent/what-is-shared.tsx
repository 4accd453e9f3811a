import type { ComponentChildren } from 'preact';
import { Banner, Card, Facts } from '#look';
import { useMessages } from '../wallet-context.js';
import { CONSENT_MESSAGES } from './consent.messages.js';
import type { QuestionDescription } from './describe-question.js';

interface WhatIsSharedProps {
  shown: QuestionDescription;
  remaining: number | undefined;
  issuer: string | undefined;
  /** The choice between several proofs, where there is one. */
  children?: ComponentChildren;
}

/** What would be told, with values, and what is asked by comparing; or why there is nothing to tell. */
export function WhatIsShared({ shown, remaining, issuer, children }: WhatIsSharedProps) {
  const words = useMessages(CONSENT_MESSAGES);
  const { obstacle, comparisons, shared, who } = shown;
  return (
    <Card title={words.shared}>
      {children}
      {comparisons.map(({ question, values }) => (
        <div key={question}>
          <p>
            <strong>{question}</strong>
          </p>
          <ul>
            {values.map((value) => (
              <li key={value}>{value}</li>
            ))}
          </ul>
          {obstacle === undefined ? (
            <>
              <p>{words.answersYes}</p>
              <p class="l-hint">{words.comparedRule(who.name)}</p>
            </>
          ) : null}
        </div>
      ))}
      {obstacle === undefined ? (
        <>
          <Facts facts={shared.map(({ label, value }) => [label, value])} />
          <p class="l-hint">
            {issuer === undefined ? '' : `${words.from} ${issuer}. `}
            {remaining === undefined ? '' : words.remaining(remaining)}
          </p>
        </>
      ) : (
        <Obstacle shown={shown} obstacle={obstacle} />
      )}
    </Card>
  );
}

function Obstacle({ shown, obstacle }: { shown: QuestionDescription; obstacle: { sentence: string; held: string[] } }) {
  const words = useMessages(CONSENT_MESSAGES);
  return (
    <>
      {shown.shared.length === 0 ? null : (
        <>
          <p>{shown.comparisons.length === 0 ? words.wouldBeShared : words.alsoAsked}</p>
          <ul>
            {shown.shared.map(({ label }) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </>
      )}
      <Banner kind="warning" title={words.noAnswerTitle}>
        <p>{obstacle.sentence}</p>
        {obstacle.held.length === 0 ? null : (
          <ul>
            {obstacle.held.map((value) => (
              <li key={value}>{value}</li>
            ))}
          </ul>
        )}
        <p>{words.noAnswerRule(shown.who.name)}</p>
      </Banner>
    </>
  );
}
