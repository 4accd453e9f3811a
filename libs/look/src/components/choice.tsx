import type { ComponentChildren, HTMLAttributes } from 'preact';

export interface ChoiceOption {
  value: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
}

export interface ChoiceProps {
  /** The question; a legend. */
  legend: ComponentChildren;
  name: string;
  options: readonly ChoiceOption[];
  chosen?: string | undefined;
  onChoose?: (value: string) => void;
  required?: boolean;
}

/** One of a few, all of them visible: radio buttons with large targets. */
export function Choice({ legend, name, options, chosen, onChoose, required }: ChoiceProps) {
  return (
    <fieldset class="l-choice">
      <legend>{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={value} class="l-choice-option">
          <input
            type="radio"
            name={name}
            value={value}
            required={required}
            checked={chosen === value}
            {...(onChoose ? { onChange: () => onChoose(value) } : {})}
          />
          <span>
            {label}
            {hint ? <span class="l-hint">{hint}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export interface SelectProps extends Omit<HTMLAttributes<HTMLSelectElement>, 'class' | 'label' | 'role'> {
  id: string;
  name?: string;
  required?: boolean;
  disabled?: boolean;
  label: ComponentChildren;
  options: readonly { value: string; label: string }[];
  chosen?: string | undefined;
}

/** One of many. */
export function Select({ id, label, options, chosen, ...select }: SelectProps) {
  return (
    <div class="l-field">
      <label for={id}>{label}</label>
      <select {...select} id={id} name={select.name ?? id} class="l-input">
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
