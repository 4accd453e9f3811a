import { Banner, Button, Choice, type Locale } from '#look';
import { CONSOLE_MESSAGES } from './console.messages.js';
import type { OfferedQuestion } from './offered-questions.js';
import { QuestionForm, type QuestionFormProps } from './question-form.js';
import { QUESTION_FORM_MESSAGES } from './question-form.messages.js';

export interface NewQuestionProps extends Omit<QuestionFormProps, 'question' | 'hasOthers'> {
  questions: readonly OfferedQuestion[];
  chosen: OfferedQuestion | undefined;
}

/** First which question, then what it needs. */
export function NewQuestionPage(props: NewQuestionProps) {
  const { locale, questions, chosen, problem } = props;
  const messages = CONSOLE_MESSAGES[locale].newQuestion;
  return (
    <>
      <p class="l-lead">{messages.lead}</p>
      {problem !== undefined && (problem.place === 'form' || chosen === undefined) ? (
        <Banner kind="danger" announce="alert">
          <p>{problem.sentence}</p>
        </Banner>
      ) : null}
      {questions.length === 0 ? (
        <Banner kind="warning">
          <p>{messages.none}</p>
        </Banner>
      ) : chosen === undefined ? (
        <form method="get" action="/verifications/new">
          <Choice
            legend={messages.contract}
            name="question"
            required
            options={questions.map((question) => optionOf(question, locale))}
          />
          <Button type="submit">{messages.choose}</Button>
        </form>
      ) : (
        <QuestionForm {...props} question={chosen} hasOthers={questions.length > 1} />
      )}
    </>
  );
}

function optionOf(question: OfferedQuestion, locale: Locale) {
  const { contract, policy } = question;
  const title = contract.title[locale];
  return {
    value: keyOf(question),
    label: policy === undefined ? title : QUESTION_FORM_MESSAGES[locale].byPolicy(title, policy.title[locale]),
    hint: policy === undefined ? contract.purpose.words[locale] : policy.description[locale],
  };
}

/** A question by one text: `contract` or `contract/policy`; neither identifier holds a slash. */
export function keyOf({ contract, policy }: Pick<OfferedQuestion, 'contract' | 'policy'>): string {
  return policy === undefined ? contract.id : `${contract.id}/${policy.id}`;
}
