import type { ComponentChildren } from 'preact';
import {
  Banner,
  Button,
  Card,
  Facts,
  Field,
  formatDay,
  LinkButton,
  PageShell,
  type BannerKind,
  type Locale,
} from '#look';
import { isJsonObject, type JsonObject, type JsonValue } from '#primitives';
import type { Application, ApplicationState } from './applications.js';
import type { CounterPlace, DoorPlace } from './counters.config.js';
import { COUNTERS_MESSAGES } from './counters.messages.js';
import { DOOR_MESSAGES } from './door/door.messages.js';

const KINDS: Readonly<Record<ApplicationState, BannerKind>> = {
  asked: 'info',
  accepted: 'success',
  not_accepted: 'danger',
  refused: 'warning',
  restricted: 'info',
  erased: 'info',
};

function Shell({ locale, brand, children }: { locale: Locale; brand: string; children: ComponentChildren }) {
  const messages = COUNTERS_MESSAGES[locale];
  return (
    <PageShell locale={locale} brand={brand} brandHref="/" footer={<p>{messages.welcome.fictitious}</p>}>
      {children}
    </PageShell>
  );
}

/** Both counters, and the door. */
export function WelcomePage(props: { locale: Locale; counters: readonly CounterPlace[]; door: DoorPlace | undefined }) {
  const { locale, counters, door } = props;
  const messages = COUNTERS_MESSAGES[locale];
  return (
    <Shell locale={locale} brand={messages.brand}>
      <h1>{messages.welcome.title}</h1>
      <p class="l-lead">{messages.welcome.lead}</p>
      {counters.map(({ path, name }) => (
        <Card key={path} title={name}>
          <p>{messages.counters[path].lead}</p>
          <LinkButton href={`/${path}`}>{messages.counters[path].title}</LinkButton>
        </Card>
      ))}
      {door === undefined ? null : (
        <Card title={DOOR_MESSAGES[locale].title}>
          <p>{DOOR_MESSAGES[locale].lead}</p>
          <LinkButton href="/door">{DOOR_MESSAGES[locale].open}</LinkButton>
        </Card>
      )}
    </Shell>
  );
}

/** Where somebody begins. `formToken` is no secret: the POST is checked by its origin. */
export function CounterPage({ locale, counter }: { locale: Locale; counter: CounterPlace }) {
  const words = COUNTERS_MESSAGES[locale].counters[counter.path];
  const messages = COUNTERS_MESSAGES[locale];
  return (
    <Shell locale={locale} brand={counter.name}>
      <h1>{words.title}</h1>
      <p class="l-lead">{words.lead}</p>
      <Card title={words.begin}>
        <form method="post" action={`/${counter.path}/applications`} autocomplete="on">
          {counter.path === 'bank' ? <AddressFields locale={locale} /> : null}
          <p class="l-hint">{messages.howItWorks}</p>
          <Button type="submit" wide>
            {words.button}
          </Button>
        </form>
      </Card>
    </Shell>
  );
}

function AddressFields({ locale }: { locale: Locale }) {
  const { address } = COUNTERS_MESSAGES[locale];
  return (
    <>
      <Field
        id="street_address"
        label={address.street}
        hint={address.hint}
        required
        maxLength={300}
        autocomplete="street-address"
      />
      <Field id="postal_code" label={address.postalCode} required maxLength={20} autocomplete="postal-code" />
      <Field id="locality" label={address.locality} required maxLength={100} autocomplete="address-level2" />
    </>
  );
}

/** What came of it, for the browser that asked. */
export function ApplicationPage(props: { locale: Locale; counter: CounterPlace; application: Application }) {
  const { locale, counter, application } = props;
  const messages = COUNTERS_MESSAGES[locale];
  const words = messages.counters[counter.path];
  const { title, sentence } = words.results[application.state];
  const facts = application.state === 'accepted' ? shownFacts(application.result ?? {}, locale) : [];
  return (
    <Shell locale={locale} brand={counter.name}>
      <h1>{messages.yourApplication}</h1>
      <Banner kind={KINDS[application.state]} title={title} announce="status">
        <p>{sentence}</p>
      </Banner>
      {application.givenAddress === null ? null : (
        <Card title={messages.given}>
          <p>{addressLine(application.givenAddress)}</p>
        </Card>
      )}
      {facts.length === 0 ? null : (
        <Card title={messages.shown}>
          <Facts facts={facts} />
          <p class="l-hint">{words.notLearnt}</p>
        </Card>
      )}
      <div class="l-row">
        <LinkButton kind="secondary" href={`/${counter.path}`}>
          {messages.again}
        </LinkButton>
        <LinkButton kind="quiet" href="/">
          {messages.back}
        </LinkButton>
      </div>
    </Shell>
  );
}

function shownFacts(claims: JsonObject, locale: Locale): [term: string, value: string][] {
  const messages = COUNTERS_MESSAGES[locale];
  const facts: [string, string][] = [];
  const address = isJsonObject(claims.address) ? claims.address : {};
  const place = [address.postal_code, address.locality].filter((part) => typeof part === 'string').join(' ');
  if (place !== '') facts.push([messages.municipality, place]);
  if (typeof claims.evidence_date === 'string') {
    facts.push([messages.evidenceOf, formatDay(claims.evidence_date, locale)]);
  }
  for (const [months, value] of Object.entries(monthsOf(claims))) {
    facts.push([messages.residentFor(Number(months)), value === true ? messages.yes : messages.no]);
  }
  return facts;
}

function monthsOf(claims: JsonObject): JsonObject {
  const months = claims.resident_for_months_equal_or_over;
  return isJsonObject(months) ? months : {};
}

function addressLine(address: JsonObject): string {
  const text = (value: JsonValue | undefined) => (typeof value === 'string' ? value : '');
  return `${text(address.street_address)}, ${text(address.postal_code)} ${text(address.locality)}`;
}
