import type { ComponentChildren } from 'preact';

/** Where one is in a few steps. @param current place of the step at hand, from 0 */
export function Steps({
  label,
  steps,
  current,
}: {
  label: string;
  steps: readonly ComponentChildren[];
  current: number;
}) {
  return (
    <ol class="l-steps" aria-label={label}>
      {steps.map((step, place) => (
        <li
          key={place}
          class={place < current ? 'l-step-done' : ''}
          aria-current={place === current ? 'step' : undefined}
        >
          <span>{step}</span>
        </li>
      ))}
    </ol>
  );
}
