const TONES = {
  active: 'good',
  in_force: 'good',
  suspended: 'warning',
  excluded: 'over',
  ended: 'over',
} as const;

/** A status in its word; the colour only repeats it. */
export function StatusMark({ status, word }: { status: keyof typeof TONES; word: string }) {
  return <span class={`x-status x-status-${TONES[status]}`}>{word}</span>;
}
