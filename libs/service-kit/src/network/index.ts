export { platformNetwork, type Network } from './network.js';
