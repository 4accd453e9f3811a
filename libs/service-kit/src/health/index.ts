export { checkReadiness, type Readiness, type ReadinessChecks } from './readiness.js';
export { createMetrics, type Counter, type Metrics } from './metrics.js';
export { serveMetrics } from './serve-metrics.js';
