import { ADDRESS } from './customers.js';

/** What bank and city ask, under the contracts that the colleges adopted. */
export const QUESTIONS = {
  bank: { contract: 'bank-account-opening', addresses: [ADDRESS] },
  city: { contract: 'city-resident-tariff' },
};
