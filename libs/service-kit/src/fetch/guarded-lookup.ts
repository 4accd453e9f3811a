import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { refusal, type CodedError } from '#primitives';
import { isLoopbackAddress, isPublicAddress } from './forbidden-address.js';

/** All addresses of a name. */
export type ResolveAddresses = (hostname: string) => Promise<LookupAddress[]>;

/** Which addresses a request may reach. */
export interface Reach {
  /** The URL's origin is one of the service's `outgoingOrigins`. */
  listed: boolean;
  serviceIsLoopback: boolean;
}

/** @throws `address_not_allowed` */
export function checkAddress(address: string, reach: Reach): void {
  const allowed = reach.listed ? reach.serviceIsLoopback || !isLoopbackAddress(address) : isPublicAddress(address);
  if (!allowed) throw notAllowed();
}

/**
 * A `lookup` for node:net that the socket uses for its connection: what was checked is what is connected to, so that a name that
 * changes its address between check and connection (DNS rebinding) gains nothing. One bad address refuses the name.
 */
export function guardedLookup(resolve: ResolveAddresses, reach: Reach): LookupFunction {
  return (hostname: string, options: LookupOptions, done) => {
    resolve(hostname).then(
      (addresses) => {
        try {
          for (const { address } of addresses) checkAddress(address, reach);
          const [first] = addresses;
          if (first === undefined) throw notAllowed();
          if (options.all === true) done(null, addresses);
          else done(null, first.address, first.family);
        } catch (error) {
          done(error as NodeJS.ErrnoException, '', 0);
        }
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };
}

function notAllowed(): CodedError {
  return refusal('address_not_allowed', 'The URL leads to an address that this service does not call.');
}
