export { Operation, type OperationText, type ShapesByMediaType } from './operation.js';
export { openApiDocument, type ApiDescription, type OpenApiDocument } from './open-api-document.js';
export { serveOpenApi } from './serve-open-api.js';
export { NeedsScope, scopeOf } from './scope-of.js';
