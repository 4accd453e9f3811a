// One process of the simulation: lays a foundation of its own, then runs the seeds that its parent gives it.
import { register } from 'node:module';

await import('./in-order-platform.mjs');
register(new URL('./typescript-loader.mjs', import.meta.url));
const { layFoundation } = await import('./foundation.ts');
const { runEpisode } = await import('./episode.ts');

const foundation = await layFoundation();
process.on('message', async ({ seed }) => {
  if (seed === undefined) {
    foundation.remove();
    process.disconnect();
    return;
  }
  process.send(await runEpisode(foundation, seed));
});
process.send({ ready: true });
