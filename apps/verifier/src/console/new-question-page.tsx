import type { DataUseContract } from '#ledger';
import { Banner, Button, Card, Choice, Field, type Locale } from '#look';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import { CONSOLE_MESSAGES } from './console.messages.js';

/** As the clerk typed it; shown again where it was refused. */
export interface TypedAddress {
  street: string;
  postalCode: string;
  locality: string;
}

export interface NewQuestionProps {
  locale: Locale;
  contracts: readonly DataUseContract[];
  chosen: DataUseContract | undefined;
  typed: TypedAddress;
  formToken: string;
  problem: string | undefined;
  labelOf: LabelOfClaim;
}

/** First which contract, then what it needs. */
export function NewQuestionPage(props: NewQuestionProps) {
  const { locale, contracts, chosen } = props;
  const messages = CONSOLE_MESSAGES[locale].newQuestion;
  return (
    <>
      <p class="l-lead">{messages.lead}</p>
      {props.problem === undefined ? null : (
        <Banner kind="danger" announce="alert">
          <p>{props.problem}</p>
        </Banner>
      )}
      {contracts.length === 0 ? (
        <Banner kind="warning">
          <p>{messages.none}</p>
        </Banner>
      ) : chosen === undefined ? (
        <form method="get" action="/verifications/new">
          <Choice
            legend={messages.contract}
            name="contract"
            required
            options={contracts.map(({ id, title, purpose }) => ({
              value: id,
              label: title[locale],
              hint: purpose.words[locale],
            }))}
          />
          <Button type="submit">{messages.choose}</Button>
        </form>
      ) : (
        <Question {...props} chosen={chosen} />
      )}
    </>
  );
}

function Question({
  locale,
  contracts,
  chosen,
  typed,
  formToken,
  labelOf,
}: NewQuestionProps & { chosen: DataUseContract }) {
  const messages = CONSOLE_MESSAGES[locale].newQuestion;
  return (
    <Card title={chosen.title[locale]}>
      <p>{purposeOf(chosen, locale)}</p>
      <h3>{messages.whatIsAsked}</h3>
      <ul>
        {chosen.claims.map((claim) => (
          <li key={claim.path.join('.')}>{labelOf(claim, locale)}</li>
        ))}
      </ul>
      <form method="post" action="/verifications/new" data-once>
        <input type="hidden" name="formToken" value={formToken} />
        <input type="hidden" name="contract" value={chosen.id} />
        {asksForAddress(chosen) ? <AddressFields locale={locale} typed={typed} /> : null}
        <div class="l-row">
          <Button type="submit">{messages.show}</Button>
          {contracts.length > 1 ? <a href="/verifications/new">{messages.back}</a> : null}
        </div>
      </form>
    </Card>
  );
}

function AddressFields({ locale, typed }: { locale: Locale; typed: TypedAddress }) {
  const messages = CONSOLE_MESSAGES[locale].newQuestion;
  // What is typed about somebody is not for this browser's memory.
  const shared = { required: true, maxLength: 300, autocomplete: 'off' } as const;
  return (
    <fieldset class="l-choice">
      <legend>{messages.address}</legend>
      <p class="l-hint">{messages.addressHint}</p>
      <Field id="street" label={messages.street} value={typed.street} {...shared} />
      <Field id="postalCode" label={messages.postalCode} value={typed.postalCode} inputMode="numeric" {...shared} />
      <Field id="locality" label={messages.locality} value={typed.locality} {...shared} />
    </fieldset>
  );
}

/** Whether the contract compares an address, which the clerk must then enter. */
export function asksForAddress({ claims }: Pick<DataUseContract, 'claims'>): boolean {
  return claims.some(({ maxValues }) => maxValues > 0);
}

function purposeOf({ purpose }: DataUseContract, locale: Locale): string {
  return purpose.words[locale];
}
