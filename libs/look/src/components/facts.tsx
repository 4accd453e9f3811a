import type { ComponentChildren } from 'preact';

/** Terms and what they are; long values wrap. */
export function Facts({ facts }: { facts: readonly (readonly [term: ComponentChildren, value: ComponentChildren])[] }) {
  return (
    <dl class="l-facts">
      {facts.map(([term, value], place) => (
        <div key={place}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
