import { Button, Card, Field, type Locale } from '#look';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import type { TypedQuestion } from './asked-question.js';
import { CONSOLE_MESSAGES } from './console.messages.js';
import { DeliveryFields } from './delivery-fields.js';
import type { OfferedQuestion, Wish } from './offered-questions.js';
import { QUESTION_FORM_MESSAGES } from './question-form.messages.js';
import type { QuestionPlace, QuestionProblem } from './question-problem.js';

export interface QuestionFormProps {
  locale: Locale;
  question: OfferedQuestion;
  typed: TypedQuestion;
  formToken: string;
  problem: QuestionProblem | undefined;
  labelOf: LabelOfClaim;
  /** Whether a link can be sent by e-mail. */
  hasMail: boolean;
  /** Whether there is another question to choose. */
  hasOthers: boolean;
}

/** What is asked of the person, and what the clerk must type for it. */
export function QuestionForm(props: QuestionFormProps) {
  const { locale, question, typed, formToken, labelOf } = props;
  const { contract, policy, claims, names, address } = question;
  const messages = CONSOLE_MESSAGES[locale].newQuestion;
  const words = QUESTION_FORM_MESSAGES[locale];
  const labels = [...new Set(claims.map((claim) => labelOf(claim, locale)))];
  return (
    <Card title={contract.title[locale]}>
      <p>{contract.purpose.words[locale]}</p>
      {policy === undefined ? null : (
        <>
          <h3>{words.judgedBy}</h3>
          <p>
            <strong>{policy.title[locale]}.</strong> {policy.description[locale]}
          </p>
        </>
      )}
      <h3>{messages.whatIsAsked}</h3>
      <ul>
        {labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
      <form method="post" action="/verifications/new" data-once>
        <input type="hidden" name="formToken" value={formToken} />
        <input type="hidden" name="contract" value={contract.id} />
        {policy === undefined ? null : <input type="hidden" name="policy" value={policy.id} />}
        {shows(names, 'names', props) ? <NameFields {...props} wish={names} /> : null}
        {shows(address, 'address', props) ? <AddressFields {...props} wish={address} /> : null}
        {props.hasMail || typed.delivery === 'mail' ? (
          <DeliveryFields locale={locale} typed={typed} problem={sentenceAt('mail', props)} />
        ) : null}
        <div class="l-row">
          <Button type="submit">{props.hasMail ? words.start : messages.show}</Button>
          {props.hasOthers ? <a href="/verifications/new">{messages.back}</a> : null}
        </div>
      </form>
    </Card>
  );
}

function NameFields({ locale, typed, problem, wish }: QuestionFormProps & { wish: Wish }) {
  const { names } = QUESTION_FORM_MESSAGES[locale];
  const sentence = sentenceAt('names', { problem });
  // Who has one name only leaves the other field empty; that one of them is there, the answer says.
  const shared = { maxLength: 200, autocomplete: 'off' } as const;
  return (
    <fieldset class="l-choice" aria-describedby={sentence && 'names-problem'}>
      <legend>{names.legend}</legend>
      <p class="l-hint">{names.hint}</p>
      {wish === 'required' ? null : <p class="l-hint">{names.optional}</p>}
      <Wrong place="names" sentence={sentence} />
      <Field id="givenName" label={names.given} value={typed.givenName} {...shared} />
      <Field id="familyName" label={names.family} value={typed.familyName} {...shared} />
      <Field id="birthName" label={names.birth} value={typed.birthName} {...shared} />
    </fieldset>
  );
}

function AddressFields({ locale, typed, problem, wish }: QuestionFormProps & { wish: Wish }) {
  const messages = CONSOLE_MESSAGES[locale].newQuestion;
  const sentence = sentenceAt('address', { problem });
  // What is typed about somebody is not for this browser's memory.
  const shared = { required: wish === 'required', maxLength: 300, autocomplete: 'off' } as const;
  return (
    <fieldset class="l-choice" aria-describedby={sentence && 'address-problem'}>
      <legend>{messages.address}</legend>
      <p class="l-hint">{messages.addressHint}</p>
      {wish === 'required' ? null : <p class="l-hint">{QUESTION_FORM_MESSAGES[locale].addressOptional}</p>}
      <Wrong place="address" sentence={sentence} />
      <Field id="street" label={messages.street} value={typed.street} {...shared} />
      <Field id="postalCode" label={messages.postalCode} value={typed.postalCode} inputMode="numeric" {...shared} />
      <Field id="locality" label={messages.locality} value={typed.locality} {...shared} />
    </fieldset>
  );
}

/** What is wrong with a group of fields, beside it; announced. */
function Wrong({ place, sentence }: { place: QuestionPlace; sentence: string | undefined }) {
  return sentence === undefined ? null : (
    <p class="l-error" id={`${place}-problem`} role="alert">
      {sentence}
    </p>
  );
}

/** What was typed and refused is shown even where it is not asked for: otherwise nobody could take it out. */
function shows(wish: Wish, place: QuestionPlace, { problem }: Pick<QuestionFormProps, 'problem'>): boolean {
  return wish !== 'none' || problem?.place === place;
}

function sentenceAt(place: QuestionPlace, { problem }: Pick<QuestionFormProps, 'problem'>): string | undefined {
  return problem?.place === place ? problem.sentence : undefined;
}
