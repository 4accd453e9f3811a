import { Card, Facts, formatDay, type Locale } from '#look';
import { isJsonObject, type JsonObject, type JsonValue } from '#primitives';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import { RESULT_MESSAGES } from './result.messages.js';

const ADDRESS = 'address_canonical';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the API gives of an answer, in words, and nothing more. */
export function LearntClaims({
  answer,
  locale,
  labelOf,
}: {
  answer: JsonValue;
  locale: Locale;
  labelOf: LabelOfClaim;
}) {
  const messages = RESULT_MESSAGES[locale];
  const credentials = Array.isArray(answer) ? answer.filter(isJsonObject) : [];
  return (
    <Card title={messages.learnt}>
      {credentials.map(({ vct, issuer, claims }, place) => (
        <Facts
          key={place}
          facts={[
            ...leavesOf(isJsonObject(claims) ? claims : {}).map(
              ([path, value]) =>
                [labelOf({ vct: textOf(vct), path }, locale), valueWords(path, value, locale)] as const,
            ),
            [messages.issuedBy, <code>{textOf(issuer)}</code>],
          ]}
        />
      ))}
    </Card>
  );
}

/** Each value with the path at which it stands. */
function leavesOf(claims: JsonObject, above: readonly string[] = []): [path: string[], value: JsonValue][] {
  return Object.entries(claims).flatMap(([name, value]): [string[], JsonValue][] =>
    isJsonObject(value) ? leavesOf(value, [...above, name]) : [[[...above, name], value]],
  );
}

function valueWords(path: readonly string[], value: JsonValue, locale: Locale): string {
  const messages = RESULT_MESSAGES[locale];
  // The clerk knows the address that he asked about; its normal form would only puzzle him.
  if (path[0] === ADDRESS) return messages.confirmed;
  if (typeof value === 'boolean') return value ? messages.yes : messages.no;
  if (typeof value === 'string') return DAY.test(value) ? formatDay(value, locale) : value;
  return JSON.stringify(value);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
