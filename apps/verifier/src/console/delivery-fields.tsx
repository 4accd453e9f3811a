import { Choice, Field, Select, LOCALES, type Locale } from '#look';
import type { TypedQuestion } from './asked-question.js';
import { QUESTION_FORM_MESSAGES } from './question-form.messages.js';

/** By a code here, or by a link to an address that is forgotten once it is used. */
export function DeliveryFields({
  locale,
  typed,
  problem,
}: {
  locale: Locale;
  typed: TypedQuestion;
  problem: string | undefined;
}) {
  const { delivery, mail, languages } = QUESTION_FORM_MESSAGES[locale];
  return (
    <>
      <Choice
        legend={delivery.legend}
        name="delivery"
        chosen={typed.delivery}
        options={[
          { value: 'screen', label: delivery.screen, hint: delivery.screenHint },
          { value: 'mail', label: delivery.mail, hint: delivery.mailHint },
        ]}
      />
      <Field
        id="mailAddress"
        label={mail.address}
        hint={mail.hint}
        error={problem}
        value={typed.mailAddress}
        // Not `email`: a browser's own words would keep ours from being read.
        type="text"
        inputMode="email"
        autocomplete="off"
        spellcheck={false}
        maxLength={254}
      />
      <Select
        id="mailLanguage"
        label={mail.language}
        options={LOCALES.map((value) => ({ value, label: languages[value] }))}
        chosen={typed.mailLanguage ?? locale}
      />
    </>
  );
}
