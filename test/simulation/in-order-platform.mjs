// Work that Node.js gives to its thread pool ends when the machine pleases, and nothing tells how much of it is under way. What
// services compress is small: here it is compressed at once and answered in order. To be imported before them.
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';

for (const name of ['deflate', 'inflate', 'gzip', 'gunzip']) {
  const atOnce = zlib[`${name}Sync`];
  zlib[name] = (bytes, options, answer) => {
    const [settings, tell] = answer === undefined ? [{}, options] : [options, answer];
    let result;
    try {
      result = [null, atOnce(bytes, settings)];
    } catch (error) {
      result = [error];
    }
    process.nextTick(tell, ...result);
  };
}
syncBuiltinESMExports();
