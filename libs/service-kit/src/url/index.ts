export { publicUrl } from './public-url.js';
export { publicEndpoint, wellKnownUrl } from './public-endpoint.js';
