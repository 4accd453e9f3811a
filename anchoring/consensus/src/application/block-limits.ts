/** Bytes of a block, as the network's `max_bytes`. */
export const MAX_BLOCK_BYTES = 2 * 1024 * 1024;

/**
 * A block's ledger transactions at most: the time to execute it is bounded, whoever proposes it. Every ledger transaction wants
 * one unit of gas (`GAS_WANTED`), so that this is the network's `max_gas` too.
 */
export const MAX_BLOCK_TRANSACTIONS = 500;

/** Of each transaction. */
export const GAS_WANTED = 1;
