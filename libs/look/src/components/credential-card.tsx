import type { ComponentChildren } from 'preact';
import { brandColours } from '../brand-colours.js';

export interface CredentialCardProps {
  /** Who issued it. */
  issuer: string;
  /** What it is, in the person's language. */
  title: string;
  /** The issuer's colour, `#rrggbb`; text on it always has enough contrast. */
  colour?: string | undefined;
  /** A line or two: where, until when, how many are left. */
  children?: ComponentChildren;
  /** Makes the whole card a link. */
  href?: string;
}

/**
 * A credential as a card in the issuer's colour. The colour is set on the element's style object, which a strict
 * Content Security Policy allows; rendered on a server the card keeps our accent.
 */
export function CredentialCard({ issuer, title, colour, children, href }: CredentialCardProps) {
  const { background, text } = brandColours(colour);
  const inBrowser = typeof globalThis === 'object' && 'document' in globalThis;
  const style = inBrowser && colour !== undefined ? { style: { backgroundColor: background, color: text } } : {};
  const inside = (
    <>
      <span class="l-credential-issuer">{issuer}</span>
      <span class="l-credential-title">{title}</span>
      {children ? <span class="l-credential-lines">{children}</span> : null}
    </>
  );
  return href === undefined ? (
    <div class="l-credential" {...style}>
      {inside}
    </div>
  ) : (
    <a class="l-credential" href={href} {...style}>
      {inside}
    </a>
  );
}
