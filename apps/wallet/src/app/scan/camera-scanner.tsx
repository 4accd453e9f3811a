import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../wallet-context.js';
import { readPicture } from './read-picture.js';
import { SCAN_MESSAGES, type ScanProblem } from './scan.messages.js';

/** Between two looks; decoding takes longer on a slow phone anyway. */
const PAUSE_MILLISECONDS = 120;

/** Shows the camera and looks for a code until there is one. @param onText gets what it says; `true` ends the search */
export function CameraScanner({
  onText,
  onProblem,
}: {
  onText: (text: string) => boolean;
  onProblem: (problem: ScanProblem) => void;
}) {
  const words = useMessages(SCAN_MESSAGES);
  const video = useRef<HTMLVideoElement>(null);
  const handlers = useRef({ onText, onProblem });
  handlers.current = { onText, onProblem };
  useEffect(() => {
    let ended = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const canvas = document.createElement('canvas');
    const look = () => {
      const shown = video.current;
      if (ended || shown === null) return;
      const { videoWidth: width, videoHeight: height } = shown;
      const text = width > 0 ? readPicture({ source: shown, width, height }, canvas) : undefined;
      if (text === undefined || !handlers.current.onText(text)) timer = setTimeout(look, PAUSE_MILLISECONDS);
    };
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
      if (ended || video.current === null) return stop(stream);
      video.current.srcObject = stream;
      await video.current.play();
      look();
    };
    begin().catch((error: unknown) => (ended ? undefined : handlers.current.onProblem(cameraProblem(error))));
    return () => {
      ended = true;
      clearTimeout(timer);
      if (stream) stop(stream);
    };
  }, []);
  return (
    <>
      <p role="status">{words.pointing}</p>
      <video ref={video} class="w-camera" muted playsInline aria-label={words.video} />
    </>
  );
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Names of W3C Media Capture §10.2. */
function cameraProblem(error: unknown): ScanProblem {
  const name = (error as { name?: string } | undefined)?.name;
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  // Without a secure context there are no devices at all.
  return name === 'NotFoundError' || name === 'TypeError' ? 'no_camera' : 'camera_failed';
}
