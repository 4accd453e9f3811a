import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './call.mjs';

const ASKERS = 20;
const PAUSE_MILLISECONDS = 100;

/**
 * Many banks that ask for a status list again and again, each for what is newer than its own: two hundred questions a second.
 * @returns a function that stops them and tells how often they asked
 */
export function pollStatusList(url) {
  let polls = 0;
  let running = true;
  const ask = async () => {
    let etag;
    while (running) {
      const headers = {
        accept: 'application/statuslist+jwt',
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
      };
      const answer = await call(url, { method: 'GET', headers });
      if (answer.status !== 200 && answer.status !== 304) throw new Error(`${url} answered ${answer.status}`);
      etag = answer.headers.etag ?? etag;
      polls += 1;
      await sleep(PAUSE_MILLISECONDS);
    }
  };
  const asking = Promise.all(Array.from({ length: ASKERS }, ask));
  return async () => {
    running = false;
    await asking;
    return polls;
  };
}
