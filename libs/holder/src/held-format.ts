/** The format that this wallet receives, holds and presents. */
export const HELD_FORMAT = 'dc+sd-jwt';
