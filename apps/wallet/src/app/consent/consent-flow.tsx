import { answerRequest, consentQuestion, type AnswerOutcome, type Decision, type TrustedRequest } from '#holder';
import { useState } from 'preact/hooks';
import { useOnce } from '../flow/use-once.js';
import { useOpenWallet, useWallet } from '../wallet-context.js';
import { AskConsent } from './ask-consent.js';
import { ConsentInterrupted } from './consent-interrupted.js';
import { ConsentResult } from './consent-result.js';

/** A trusted request from the question to its end. */
export function ConsentFlow({ trusted }: { trusted: TrustedRequest }) {
  const { tools } = useOpenWallet();
  useWallet();
  const { busy, run, error } = useOnce();
  const [decision, setDecision] = useState<Decision>();
  const [outcome, setOutcome] = useState<AnswerOutcome>();
  // What was asked when the request came: the screen doesn't change under a person's finger when a proof is used.
  const [question, setQuestion] = useState(() => consentQuestion(tools, trusted));
  const decide = (made: Decision) =>
    run(async () => {
      setDecision(made);
      setOutcome(await answerRequest(tools, trusted, () => made));
    });
  const askAgain = () => {
    setQuestion(consentQuestion(tools, trusted));
    decide(decision ?? false);
  };
  if (outcome !== undefined) return <ConsentResult trusted={trusted} outcome={outcome} />;
  if (error !== undefined && !busy) {
    return <ConsentInterrupted trusted={trusted} error={error} isYes={decision !== false} again={askAgain} />;
  }
  return <AskConsent trusted={trusted} question={question} busy={busy} decide={decide} />;
}
