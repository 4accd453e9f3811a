import type { ComponentChildren, InputHTMLAttributes, TextareaHTMLAttributes } from 'preact';

export interface FieldProps extends Omit<InputHTMLAttributes, 'class' | 'label' | 'role'> {
  /** Unique on the page; label, hint and error refer to it. */
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** What is wrong and how to mend it; announced. */
  error?: ComponentChildren;
  /** Beside the input: a show button, a unit. */
  after?: ComponentChildren;
}

/** A labelled input with its hint and its error, tied together for those who hear the page. */
export function Field({ id, label, hint, error, after, ...input }: FieldProps) {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  // The library's type is a union by `type` and role, which a spread of all its members can't meet.
  const attributes = { ...input, name: input.name ?? id } as InputHTMLAttributes;
  return (
    <div class={`l-field${error ? ' l-field-wrong' : ''}`}>
      <label for={id}>{label}</label>
      {hint ? (
        <p class="l-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <div class="l-field-row">
        <input
          {...attributes}
          id={id}
          class="l-input"
          aria-describedby={described || undefined}
          aria-invalid={error ? 'true' : undefined}
        />
        {after}
      </div>
      {error ? (
        <p class="l-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}

export interface TextAreaProps extends Omit<TextareaHTMLAttributes, 'class' | 'label' | 'role'> {
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: ComponentChildren;
}

export function TextArea({ id, label, hint, error, ...area }: TextAreaProps) {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class={`l-field${error ? ' l-field-wrong' : ''}`}>
      <label for={id}>{label}</label>
      {hint ? (
        <p class="l-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <textarea
        {...area}
        id={id}
        name={area.name ?? id}
        class="l-input"
        aria-describedby={described || undefined}
        aria-invalid={error ? 'true' : undefined}
      />
      {error ? (
        <p class="l-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}
