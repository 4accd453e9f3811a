import { Button, Field, type Locale } from '#look';
import { CUSTOMERS_MESSAGES } from './customers.messages.js';

/** By POST, so that no customer number stands in an address, a history or a log. */
export function CustomerSearch({ locale, notFound }: { locale: Locale; notFound?: string | undefined }) {
  const { search } = CUSTOMERS_MESSAGES[locale];
  return (
    <form method="post" action="/customers/search" role="search" class="console-narrow">
      <Field
        id="customerNumber"
        label={search.label}
        hint={search.hint}
        error={notFound === undefined ? undefined : search.none}
        value={notFound}
        autocomplete="off"
        spellcheck={false}
        required
        maxLength={100}
        after={<Button type="submit">{search.button}</Button>}
      />
    </form>
  );
}
