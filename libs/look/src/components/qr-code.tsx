import encodeQR from 'qr';

/** Modules of white around the code that a camera needs (ISO/IEC 18004 §9.1). */
const QUIET_ZONE = 4;
/** The least that the library takes, counted in its rows. */
const LIBRARY_BORDER = 1;

/** A text as a QR code, dark on white in both themes, because cameras read it. @param label what it is for, in words */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: LIBRARY_BORDER });
  const offset = QUIET_ZONE - LIBRARY_BORDER;
  const size = rows.length + 2 * offset;
  const path = rows
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + offset} ${y + offset}h1v1h-1z` : '')))
    .join('');
  return (
    <svg class="l-qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
