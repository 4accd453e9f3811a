import type { ComponentChildren, HTMLAttributes } from 'preact';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet';

export interface ButtonProps extends Omit<HTMLAttributes<HTMLButtonElement>, 'class' | 'role'> {
  kind?: ButtonKind;
  /** A form's button submits it. */
  type?: 'button' | 'submit';
  /** Something is under way: the button stays where it is, says so and takes no second click. */
  busy?: boolean;
  disabled?: boolean;
  name?: string;
  value?: string;
  wide?: boolean;
  children: ComponentChildren;
}

export function Button({ kind = 'primary', type = 'button', busy, disabled, wide, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={`l-button l-button-${kind}${wide ? ' l-wide' : ''}`}
      disabled={disabled || busy}
      aria-busy={busy ? 'true' : undefined}
    >
      {children}
    </button>
  );
}

export interface LinkButtonProps extends Omit<HTMLAttributes<HTMLAnchorElement>, 'class' | 'role'> {
  kind?: ButtonKind;
  href: string;
  rel?: string;
  target?: string;
  download?: string | boolean;
  wide?: boolean;
  children: ComponentChildren;
}

/** Goes somewhere, and looks like what is done next. */
export function LinkButton({ kind = 'primary', wide, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} class={`l-button l-button-${kind}${wide ? ' l-wide' : ''}`}>
      {children}
    </a>
  );
}
