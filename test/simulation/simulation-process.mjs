// One process of the simulation: lays a foundation of its own, then answers each message: `{seed}` with the seed's episode,
// `{seed, broken}` with one in a broken world (its number; `whole` for the same story in a whole one), `{}` by ending.
import { register } from 'node:module';

await import('./in-order-platform.mjs');
register(new URL('./typescript-loader.mjs', import.meta.url));
const { layFoundation } = await import('./foundation.ts');
const { runEpisode } = await import('./episode.ts');
const { optionsOf } = await import('./broken-worlds.ts');

const foundation = await layFoundation();
process.on('message', async ({ seed, broken, whole }) => {
  if (seed === undefined) {
    foundation.remove();
    process.disconnect();
    return;
  }
  process.send(await runEpisode(foundation, seed, broken === undefined ? {} : optionsOf(broken, whole === true)));
});
process.send({ ready: true });
