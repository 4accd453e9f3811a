import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { chooseFreePorts } from '#anchoring/consensus';
import { PeerProxies } from '../src/network/peer-proxies.js';

let server: Server;
let accepted: Socket[];
let heard: string;
let proxies: PeerProxies;
let port: number;

beforeEach(async () => {
  [accepted, heard] = [[], ''];
  const [listening = 0, unused = 0, ...sparePorts] = await chooseFreePorts(4, platformRandom);
  server = createServer((socket) => {
    accepted.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      socket.write(`heard ${bytes.toString()}`);
    });
  });
  server.listen(listening, '127.0.0.1');
  await once(server, 'listening');
  const nodes = [
    { name: 'a', port: unused, rpcPort: 0 },
    { name: 'b', port: listening, rpcPort: 0 },
  ];
  proxies = await PeerProxies.open({ nodes, sparePorts });
  port = proxies.dial('a', 'b').port;
});
afterEach(async () => {
  await proxies.close();
  for (const socket of accepted) socket.destroy();
  server.close();
});

async function dial() {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  socket.on('data', (bytes) => answers.push(bytes.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return { socket, answers };
}
async function until(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; !isSo() && attempt < 200; attempt++) await sleep(10);
  expect(isSo()).toBe(true);
}

it('carries both ways while nothing is cut', async () => {
  const { socket, answers } = await dial();
  socket.write('one');
  await until(() => answers.join('') === 'heard one');
  socket.destroy();
});

it('carries nothing between groups that are cut, keeps the connection, and delivers after healing', async () => {
  const { socket, answers } = await dial();
  socket.write('one');
  await until(() => answers.length === 1);
  proxies.cut([['a'], ['b']]);
  socket.write('two');
  accepted[0]?.write('unasked');
  await sleep(150);
  expect(heard).toBe('one');
  expect(answers).toEqual(['heard one']);
  expect(socket.destroyed).toBe(false);
  proxies.heal();
  await until(() => heard === 'onetwo');
  await until(() => answers.join('').includes('unasked'));
  socket.destroy();
});

it('lets nothing through a connection that is made while the network is cut', async () => {
  proxies.cut([['a'], ['b']]);
  const { socket } = await dial();
  socket.write('late');
  await sleep(150);
  expect(heard).toBe('');
  proxies.heal();
  await until(() => heard === 'late');
  socket.destroy();
});

it('leaves alone who stands in the same group', async () => {
  const { socket } = await dial();
  proxies.cut([['a', 'b'], ['c']]);
  socket.write('same');
  await until(() => heard === 'same');
});

it('ends both ends with either', async () => {
  const { socket } = await dial();
  await until(() => accepted.length === 1);
  socket.destroy();
  await until(() => accepted[0]?.destroyed === true || accepted[0]?.readableEnded === true);
});
