/** Makes sure that the openssl program is on the machine. @throws NotRun */
export function requireOpenssl(): void;
