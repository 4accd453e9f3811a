import type { ComponentChildren } from 'preact';

export type BannerKind = 'info' | 'success' | 'warning' | 'danger';

const MARKS: Readonly<Record<BannerKind, string>> = { info: 'i', success: '✓', warning: '!', danger: '✕' };

/** Something to know now. Its kind is told by a mark and the words, not by colour alone. */
export function Banner({
  kind = 'info',
  title,
  announce,
  children,
}: {
  kind?: BannerKind;
  title?: ComponentChildren;
  /** `alert` interrupts, `status` waits its turn; nothing for what was there when the page came. */
  announce?: 'alert' | 'status';
  children?: ComponentChildren;
}) {
  return (
    <div class={`l-banner l-banner-${kind}`} role={announce}>
      <span class="l-mark" aria-hidden="true">
        {MARKS[kind]}
      </span>
      <div>
        {title ? <p class="l-banner-title">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
