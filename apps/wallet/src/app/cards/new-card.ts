/** Goes with the address of a card that was just received, so that its screen says so. */
export const NEW_CARD = '#new';
