export { controllerOf } from './controller-of.js';
export { createHttpService, type HttpService, type HttpServiceOptions } from './create-http-service.js';
