import type { ComponentChildren } from 'preact';

/** A surface that holds one thing together. */
export function Card({
  title,
  level = 2,
  children,
}: {
  title?: ComponentChildren;
  level?: 2 | 3;
  children: ComponentChildren;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section class="l-card">
      {title ? <Heading>{title}</Heading> : null}
      {children}
    </section>
  );
}
