import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a frame's time is counted; the first that fits. Native frames count for whoever called them. */
const PLACES = [
  [
    'signatures and hashes',
    (frame) =>
      /node:internal\/crypto/.test(frame.url) || /^(signOneShot|verifyOneShot|sign|verify)$/.test(frame.functionName),
  ],
  ['database', (frame) => /typeorm|better-sqlite3|\/adapters\/typeorm|service-kit\/src\/database/.test(frame.url)],
  [
    'HTTP',
    (frame) =>
      /fastify|@nestjs|find-my-way|node:(internal\/)?(_?http|net|stream|timers|events)|light-my-request|rxjs/.test(
        frame.url,
      ),
  ],
  ['SD-JWT', (frame) => /@sd-jwt|libs\/sd-jwt-vc/.test(frame.url)],
  ['verification', (frame) => /libs\/(verification|trust|openid4vp|status-list|consent|ledger)/.test(frame.url)],
  ['issuance protocol', (frame) => /libs\/(openid4vci|credential-types)|apps\/issuer/.test(frame.url)],
  ['verifier', (frame) => /apps\/verifier/.test(frame.url)],
  [
    'JSON, Base 64, shapes',
    (frame) => /libs\/primitives|node_modules\/zod|node:buffer|node:internal\/buffer/.test(frame.url),
  ],
];

/**
 * Sums the profiles of a folder over one span of time, so that the services' start is not counted.
 * @param {{from: number, until: number}} span microseconds of the monotonic clock
 * @returns {Record<string, number>} percent of the time not idle, by place, largest first
 */
export function readProfiles(folder, span) {
  const totals = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
    addProfile(JSON.parse(readFileSync(join(folder, file), 'utf8')), span, totals);
  }
  const all = [...totals.values()].reduce((sum, time) => sum + time, 0);
  const percents = [...totals].map(([place, time]) => [place, Math.round((time / all) * 1000) / 10]);
  return Object.fromEntries(percents.sort(([, left], [, right]) => right - left));
}

function addProfile({ nodes, samples, timeDeltas, startTime }, { from, until }, totals) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const places = new Map();
  const placeOf = (id) => {
    if (id === undefined) return 'other';
    if (!places.has(id)) places.set(id, placeOfFrame(byId.get(id).callFrame) ?? placeOf(parents.get(id)));
    return places.get(id);
  };
  let time = startTime;
  for (const [index, id] of samples.entries()) {
    time += timeDeltas[index];
    if (time < from || time > until) continue;
    const place = placeOf(id);
    if (place !== 'idle') totals.set(place, (totals.get(place) ?? 0) + timeDeltas[index]);
  }
}

function placeOfFrame(frame) {
  if (frame.functionName === '(idle)') return 'idle';
  if (frame.functionName === '(garbage collector)') return 'garbage collection';
  if (frame.functionName === '(program)') return 'native, unattributed';
  if (frame.functionName === '(root)') return 'other';
  return PLACES.find(([, fits]) => fits(frame))?.[0];
}
