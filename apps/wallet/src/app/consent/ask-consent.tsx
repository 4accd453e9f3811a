import type { ConsentQuestion, Decision, TrustedRequest } from '#holder';
import { Banner, Button, Card, Choice, Facts, formatMoment, LinkButton } from '#look';
import { secondsOf } from '#primitives';
import { useState } from 'preact/hooks';
import { ClaimList } from '../cards/claim-list.js';
import { useMessages, useOpenWallet, useShell, useWallet } from '../wallet-context.js';
import { CONSENT_MESSAGES } from './consent.messages.js';
import { describeQuestion, type QuestionDescription } from './describe-question.js';
import { RequestVerdicts } from './request-verdicts.js';
import { WhatIsShared } from './what-is-shared.js';

interface AskConsentProps {
  trusted: TrustedRequest;
  question: ConsentQuestion;
  busy: boolean;
  decide: (decision: Decision) => void;
}

/** The question, in an order of its own: who, why, what is shared, what stays hidden, how long, which rights. */
export function AskConsent({ trusted, question, busy, decide }: AskConsentProps) {
  const { locale } = useShell();
  const { tools } = useOpenWallet();
  const { types } = useWallet();
  const words = useMessages(CONSENT_MESSAGES);
  const [card, setCard] = useState(question.options[0]?.card);
  const option = question.options.find((one) => one.card === card);
  const shown = describeQuestion(question, option, types.get(question.vct), secondsOf(tools.clock), locale);
  return (
    <>
      <h1>{words.title(shown.who.name)}</h1>
      <Who shown={shown} question={question} />
      <Why shown={shown} />
      <WhatIsShared shown={shown} remaining={option?.remaining} issuer={option?.issuer}>
        {question.options.length > 1 ? (
          <Choice
            legend={words.choose}
            name="card"
            options={question.options.map((one) => ({
              value: one.card,
              label: one.issuer,
              hint: words.chooseHint(one.remaining + 1),
            }))}
            chosen={card}
            onChoose={setCard}
          />
        ) : null}
      </WhatIsShared>
      <Card title={words.hidden}>{option === undefined ? <p>{words.hiddenAll}</p> : <Hidden shown={shown} />}</Card>
      <HowLong shown={shown} />
      <Rights shown={shown} />
      <Decide
        until={trusted.request.payload.exp}
        canAgree={card !== undefined}
        busy={busy}
        agree={() => decide(card === undefined ? false : { card })}
        refuse={() => decide(false)}
      />
    </>
  );
}

function Who({ shown, question }: { shown: QuestionDescription; question: ConsentQuestion }) {
  const words = useMessages(CONSENT_MESSAGES);
  const { name, legalId, memberSince, host, lastInteraction } = shown.who;
  return (
    <Card title={words.who}>
      <Facts
        facts={[
          [words.name, <strong>{name}</strong>],
          [words.legalId, legalId],
          [words.memberSince, memberSince],
          [words.lastInteraction, lastInteraction],
        ]}
      />
      <div class="l-stack">
        <Banner kind="info">
          <p>{words.startedYourself(name, host)}</p>
        </Banner>
        <RequestVerdicts verdicts={question.verdicts} />
      </div>
    </Card>
  );
}

function Why({ shown }: { shown: QuestionDescription }) {
  const words = useMessages(CONSENT_MESSAGES);
  return (
    <Card title={words.why}>
      <p>
        <strong>{shown.why.title}</strong>
      </p>
      <Facts
        facts={[
          [words.purpose, shown.why.purpose],
          [words.legalBasis, shown.why.legalBasis],
        ]}
      />
    </Card>
  );
}

function Hidden({ shown }: { shown: QuestionDescription }) {
  const words = useMessages(CONSENT_MESSAGES);
  if (shown.hidden.length === 0) return <p>{words.hiddenNone}</p>;
  return (
    <>
      <p>{words.hiddenText(shown.who.name)}</p>
      <ClaimList groups={shown.hidden} />
    </>
  );
}

function HowLong({ shown }: { shown: QuestionDescription }) {
  const words = useMessages(CONSENT_MESSAGES);
  const { retention, ifWithdrawn, recipients } = shown.howLong;
  return (
    <Card title={words.howLong}>
      <Facts
        facts={[
          [words.retention, retention],
          [words.ifWithdrawn, ifWithdrawn],
          [words.recipients, recipients.length === 0 ? words.noRecipients : recipients.join(' · ')],
        ]}
      />
    </Card>
  );
}

function Rights({ shown }: { shown: QuestionDescription }) {
  const words = useMessages(CONSENT_MESSAGES);
  const { name, legalId, host } = shown.who;
  return (
    <Card title={words.rights}>
      <ul>
        {shown.rights.map((right) => (
          <li key={right}>{right}</li>
        ))}
        <li>{words.rightsWhere}</li>
      </ul>
      <p class="l-hint">{words.contact(name, legalId, host)}</p>
    </Card>
  );
}

interface DecideProps {
  until: number | undefined;
  canAgree: boolean;
  busy: boolean;
  agree: () => void;
  refuse: () => void;
}

/** Yes and no are as easy as one another: same kind, same size, side by side. */
function Decide({ until, canAgree, busy, agree, refuse }: DecideProps) {
  const { locale } = useShell();
  const words = useMessages(CONSENT_MESSAGES);
  return (
    <Card title={words.decide}>
      {until === undefined ? null : <p class="l-hint">{words.answerUntil(formatMoment(until, locale))}</p>}
      <div class="l-pair">
        {canAgree ? (
          <Button kind="secondary" wide busy={busy} onClick={agree}>
            {words.agree}
          </Button>
        ) : (
          <LinkButton kind="secondary" wide href="/">
            {words.leave}
          </LinkButton>
        )}
        <Button kind="secondary" wide busy={busy} onClick={refuse}>
          {canAgree ? words.refuse : words.tellNo}
        </Button>
      </div>
      <p role="status">{busy ? words.sending : ''}</p>
    </Card>
  );
}
