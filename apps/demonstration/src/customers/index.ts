export { makeCustomerCsv, type CustomerCsv, type CustomerCsvOptions } from './make-customer-csv.js';
export type { CustomerRow } from './customer-row.js';
export { NEAR_ADDRESSES, SAME_ADDRESSES, WALK_CUSTOMER } from './walk-customer.js';
