import { requestProblemOf, requestProblemOfError, type UntrustedRequest } from '#holder';
import { Banner, Button, LinkButton } from '#look';
import { isCodedError } from '#primitives';
import { FocusedHeading } from '../flow/focused-heading.js';
import { useMessages } from '../wallet-context.js';
import { CONSENT_MESSAGES, type ConsentMessages } from './consent.messages.js';
import { PROBLEM_TEXTS } from './request-problem.messages.js';
import { RequestVerdicts } from './request-verdicts.js';

/** A request that failed a check: what is wrong, who sent it, and no way to share. */
export function UntrustedRequestView({ request }: { request: UntrustedRequest }) {
  const words = useMessages(CONSENT_MESSAGES);
  const { title, text, todo } = useMessages(PROBLEM_TEXTS)[requestProblemOf(request)];
  const host = new URL(request.request.payload.response_uri).host;
  return (
    <>
      <FocusedHeading>{words.untrustedTitle}</FocusedHeading>
      <Banner kind="danger" title={title} announce="alert">
        <p>{text}</p>
        {request.clockAheadSeconds === undefined ? null : <p>{clockSentence(request.clockAheadSeconds, words)}</p>}
        <p>{todo}</p>
      </Banner>
      <p>
        {words.untrustedAsker(host)} {words.untrustedRule}
      </p>
      <RequestVerdicts verdicts={request.verdicts} isOpen />
      <LinkButton href="/">{words.home}</LinkButton>
    </>
  );
}

/** A request that could not even be read. */
export function UnreadableRequest({ error, again }: { error: unknown; again: () => void }) {
  const words = useMessages(CONSENT_MESSAGES);
  const problem = requestProblemOfError(error);
  const { title, text, todo } = useMessages(PROBLEM_TEXTS)[problem];
  const ahead = isCodedError(error) ? error.extensions?.clockAheadSeconds : undefined;
  return (
    <>
      <FocusedHeading>{words.notFetchedTitle}</FocusedHeading>
      <Banner kind={problem === 'offline' ? 'warning' : 'danger'} title={title} announce="alert">
        <p>{text}</p>
        {typeof ahead === 'number' ? <p>{clockSentence(ahead, words)}</p> : null}
        <p>{todo}</p>
      </Banner>
      <div class="l-pair">
        {problem === 'offline' || problem === 'clock_wrong' ? <Button onClick={again}>{words.again}</Button> : null}
        {problem === 'request_gone' ? <LinkButton href="/history">{words.toHistory}</LinkButton> : null}
        <LinkButton kind="secondary" href="/">
          {words.home}
        </LinkButton>
      </div>
    </>
  );
}

function clockSentence(aheadSeconds: number, words: ConsentMessages): string {
  const minutes = Math.max(1, Math.round(Math.abs(aheadSeconds) / 60));
  return aheadSeconds > 0 ? words.clockAhead(minutes) : words.clockBehind(minutes);
}
