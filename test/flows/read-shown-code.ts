import decodeQR from 'qr/decode.js';

/** Points of the picture to one module of the code. */
const SCALE = 4;
const BYTES_PER_POINT = 4;

/** Reads the QR code that a page draws, from its drawing: what a telephone held before it would read. */
export function readShownCode(html: string): string {
  const [, size = '', path = ''] = /viewBox="0 0 (\d+) \d+"[\s\S]*?<path d="([^"]+)"/.exec(html) ?? [];
  const side = Number(size) * SCALE;
  if (!(side > 0)) throw new Error('the page shows no code');
  const data = new Uint8Array(side * side * BYTES_PER_POINT).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = 0; row < SCALE; row++) {
      const start = ((Number(y) * SCALE + row) * side + Number(x) * SCALE) * BYTES_PER_POINT;
      for (let column = 0; column < SCALE; column++) data.fill(0, start + column * 4, start + column * 4 + 3);
    }
  }
  return decodeQR({ width: side, height: side, data });
}
