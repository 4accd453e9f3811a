// The least that a request costs: Fastify with one route and no frame. Prints its address; `/cpu` tells the CPU seconds used.
import Fastify from 'fastify';

const server = Fastify();
server.post('/', async () => ({ ok: true }));
server.get('/cpu', async () => {
  const { user, system } = process.cpuUsage();
  return { seconds: (user + system) / 1e6 };
});
console.log(await server.listen({ port: 0, host: '127.0.0.1' }));
