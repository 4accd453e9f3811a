export { tenantSlug, Tenants } from './tenant-slug.js';
