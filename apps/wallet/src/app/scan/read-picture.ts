import decodeQR from 'qr/decode.js';

/** More pixels find no more codes, and cost time. */
const LONGEST_SIDE = 1_000;

interface Drawable {
  source: CanvasImageSource;
  width: number;
  height: number;
}

/**
 * Reads a QR code from a picture or a frame of the camera, in plain JavaScript, so that the page's policy needs no exception
 * for WebAssembly.
 * @returns its text, or `undefined` where there is none
 */
export function readPicture({ source, width, height }: Drawable, canvas: HTMLCanvasElement): string | undefined {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  if (drawing === null) return undefined;
  // Transparent pictures are drawn on white, as they are seen.
  drawing.fillStyle = '#ffffff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(drawing.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return undefined;
  }
}

/** As {@link readPicture}, for a file that somebody chose. */
export async function readPictureFile(
  file: File,
): Promise<{ text: string } | { text: undefined; problem: 'unreadable_picture' | 'no_code' }> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return { text: undefined, problem: 'unreadable_picture' };
  }
  const { width, height } = picture;
  const text = readPicture({ source: picture, width, height }, document.createElement('canvas'));
  picture.close();
  return text === undefined ? { text, problem: 'no_code' } : { text };
}
