import { setTimeout as sleep } from 'node:timers/promises';
import { dialEngine, type EnginePlace } from './dial-engine.js';
import { serveEngine, type AnswerMessage } from './serve-engine.js';

/** The engine asks at least every 3.3 s whether its signer is there (privval/signer_listener_endpoint.go). */
const SILENCE_MILLISECONDS = 15_000;
const FIRST_PAUSE_MILLISECONDS = 100;
/** The engine awaits its signer for three seconds when it starts, and ends without one. */
const LONGEST_PAUSE_MILLISECONDS = 1000;

/** Serves the engine until it is told to stop; dials again whenever the connection is lost. */
export async function keepConnected(
  place: EnginePlace,
  answer: AnswerMessage,
  report: (sentence: string) => void,
  stop: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE_MILLISECONDS;
  let said = '';
  const say = (sentence: string) => {
    if (sentence !== said) report(sentence);
    said = sentence;
  };
  while (!stop.aborted) {
    try {
      const socket = await dialEngine(place, stop);
      const end = () => socket.destroy();
      stop.addEventListener('abort', end, { once: true });
      try {
        say('The engine is connected.');
        pause = FIRST_PAUSE_MILLISECONDS;
        socket.setTimeout(SILENCE_MILLISECONDS, () => socket.destroy(new Error('the engine is silent')));
        await serveEngine(socket, answer);
        if (!stop.aborted) say('The engine ended the connection.');
      } finally {
        stop.removeEventListener('abort', end);
        socket.destroy();
      }
    } catch (error) {
      if (!stop.aborted) say(`The engine is not connected: ${error instanceof Error ? error.message : 'unknown'}`);
    }
    await sleep(pause, undefined, { signal: stop }).catch(() => undefined);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
  }
}
