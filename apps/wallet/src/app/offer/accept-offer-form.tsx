import { acceptOffer, offerProblemOf, requireAccredited, type ShownOffer } from '#holder';
import { Banner, Button, Field, LinkButton } from '#look';
import type { CodedError } from '#primitives';
import { useState } from 'preact/hooks';
import { NEW_CARD } from '../cards/new-card.js';
import { useOnce } from '../flow/use-once.js';
import { useMessages, useOpenWallet, useShell } from '../wallet-context.js';
import { OFFER_MESSAGES, type OfferMessages } from './offer.messages.js';
import { codeRulesOf, readTransactionCode, type CodeRules } from './read-transaction-code.js';

/** Takes the offer, with the code that came by another way where the offer asks for one. */
export function AcceptOffer({ offer }: { offer: ShownOffer }) {
  const { tools } = useOpenWallet();
  const { navigate } = useShell();
  const words = useMessages(OFFER_MESSAGES);
  const { busy, run, error } = useOnce();
  const [typed, setTyped] = useState('');
  const [slip, setSlip] = useState<string>();
  const rules = codeRulesOf(offer.preview);
  const problem = offerProblemOf(error);
  const ended = problem !== undefined && problem.problem !== 'wrong_code';
  const accept = (event: Event) => {
    event.preventDefault();
    const reading = rules === undefined ? undefined : readTransactionCode(typed, rules);
    if (reading !== undefined && reading.outcome !== 'read') {
      return setSlip(reading.outcome === 'missing' ? words.codeMissing : words.codeLength(rules?.length ?? 0));
    }
    setSlip(undefined);
    run(async () => {
      requireAccredited(offer);
      const [first] = await acceptOffer(tools, offer.preview, reading?.code);
      setTyped('');
      navigate(first === undefined ? '/' : `/card/${first.batch}${NEW_CARD}`, { replace: true });
    });
  };
  return (
    <form class="l-stack" onSubmit={accept} noValidate>
      {rules === undefined || ended ? null : (
        <CodeField rules={rules} typed={typed} setTyped={setTyped} wrong={slip ?? wrongCode(error, words)} />
      )}
      <Failed error={error} />
      <div class="l-pair">
        {ended ? null : (
          <Button type="submit" wide busy={busy}>
            {words.accept}
          </Button>
        )}
        <LinkButton kind="secondary" href="/" wide>
          {ended ? words.home : words.decline}
        </LinkButton>
      </div>
      <p role="status">{busy ? words.working : ''}</p>
    </form>
  );
}

interface CodeFieldProps {
  rules: CodeRules;
  typed: string;
  setTyped: (text: string) => void;
  wrong: string | undefined;
}

function CodeField({ rules, typed, setTyped, wrong }: CodeFieldProps) {
  const words = useMessages(OFFER_MESSAGES);
  const { isNumeric, length, description } = rules;
  const hint = isNumeric ? words.codeHintDigits(length) : words.codeHint(length);
  return (
    <Field
      id="transaction-code"
      label={words.codeLabel}
      hint={
        <>
          {hint}
          {description === undefined ? null : (
            <>
              <br />
              {description}
            </>
          )}
        </>
      }
      error={wrong}
      value={typed}
      onInput={(event) => setTyped(event.currentTarget.value)}
      inputMode={isNumeric ? 'numeric' : 'text'}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellcheck={false}
    />
  );
}

/** The issuer's refusal of the code, with how often one may still try. */
function wrongCode(error: CodedError | undefined, words: OfferMessages): string | undefined {
  const found = offerProblemOf(error);
  if (found?.problem !== 'wrong_code') return undefined;
  const { title, text } = words.problems.wrong_code;
  const left = found.attemptsLeft === undefined ? '' : ` ${words.attemptsLeft(found.attemptsLeft)}`;
  return `${title}. ${text}${left}`;
}

function Failed({ error }: { error: CodedError | undefined }) {
  const words = useMessages(OFFER_MESSAGES);
  const found = offerProblemOf(error);
  if (error === undefined || found?.problem === 'wrong_code') return null;
  const { title, text } =
    found === undefined
      ? { title: words.failedTitle, text: error.fault === 'outage' ? words.interrupted : words.untrue }
      : words.problems[found.problem];
  return (
    <Banner kind="danger" title={title} announce="alert">
      <p>{text}</p>
    </Banner>
  );
}
