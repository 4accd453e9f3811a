import decodeQR from 'qr/decode.js';
import type { Locator } from 'playwright-core';

/** Reads a QR code as a camera would: from the picture of what stands on the screen. */
export async function readQrCode(shown: Locator): Promise<string> {
  await shown.scrollIntoViewIfNeeded();
  const png = await shown.screenshot({ scale: 'device' });
  const context = shown.page().context();
  // A page of no origin turns the picture into points; our own pages' policy would not let it.
  const table = await context.newPage();
  try {
    const { width, height, points } = await table.evaluate(readPoints, png.toString('base64'));
    return decodeQR({ width, height, data: new Uint8Array(Buffer.from(points, 'base64')) });
  } finally {
    await table.close();
  }
}

async function readPoints(png: string): Promise<{ width: number; height: number; points: string }> {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const { width, height } = image;
  const drawing = new OffscreenCanvas(width, height).getContext('2d');
  if (drawing === null) throw new Error('there is no canvas');
  drawing.drawImage(image, 0, 0);
  const { data } = drawing.getImageData(0, 0, width, height);
  let text = '';
  for (const byte of data) text += String.fromCharCode(byte);
  return { width, height, points: btoa(text) };
}
