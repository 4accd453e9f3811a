import type { ClaimGroup } from './claim-groups.js';

/** Names of claims; the parts of one stand in the same line. */
export function ClaimList({ groups }: { groups: readonly ClaimGroup[] }) {
  return (
    <ul>
      {groups.map(({ label, parts }) => (
        <li key={label}>
          {label}
          {parts.length === 0 ? null : <span class="l-hint"> ({parts.join(', ')})</span>}
        </li>
      ))}
    </ul>
  );
}
