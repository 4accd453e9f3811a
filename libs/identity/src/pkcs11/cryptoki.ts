import { outage } from '#primitives';

export type Handle = Buffer;

interface Attribute {
  type: number;
  value?: Buffer | string | number | boolean;
}

/** What is used of PKCS #11 v2.40, by the names of `pkcs11js`. Declared here, because that package is optional. */
export interface Cryptoki {
  load(library: string): void;
  C_Initialize(options: { flags: number }): void;
  C_Finalize(): void;
  C_GetSlotList(tokenPresent: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): { label: string };
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_CloseSession(session: Handle): void;
  C_Login(session: Handle, userType: number, pin: string): void;
  C_GenerateKeyPairAsync(
    session: Handle,
    mechanism: { mechanism: number },
    publicTemplate: Attribute[],
    privateTemplate: Attribute[],
  ): Promise<{ publicKey: Handle; privateKey: Handle }>;
  C_GetAttributeValue(session: Handle, object: Handle, template: Attribute[]): { type: number; value: Buffer }[];
  C_FindObjectsInit(session: Handle, template: Attribute[]): void;
  C_FindObjects(session: Handle, maxCount: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_SignInit(session: Handle, mechanism: { mechanism: number }, key: Handle): void;
  C_SignAsync(session: Handle, data: Buffer, signature: Buffer): Promise<Buffer>;
  C_DestroyObject(session: Handle, object: Handle): void;
}

/** Constants of PKCS #11 v2.40 (pkcs11t.h). */
export const CKF = { osLockingOk: 0x02, readWriteSession: 0x02, serialSession: 0x04 } as const;
export const CKU_USER = 1;
export const CKO = { publicKey: 2, privateKey: 3 } as const;
/** The Edwards curves are PKCS #11 v3.0's; libraries of v2.40 have them by the same numbers. */
export const CKK = { ec: 3, ecEdwards: 0x40 } as const;
export const CKM = {
  ecKeyPairGeneration: 0x1040,
  ecdsa: 0x1041,
  ecEdwardsKeyPairGeneration: 0x1055,
  eddsa: 0x1057,
} as const;
export const CKA = {
  class: 0x00,
  token: 0x01,
  private: 0x02,
  label: 0x03,
  keyType: 0x100,
  id: 0x102,
  sensitive: 0x103,
  sign: 0x108,
  verify: 0x10a,
  extractable: 0x162,
  ecParams: 0x180,
  ecPoint: 0x181,
} as const;
export const CKR = {
  slotIdInvalid: 0x03,
  generalError: 0x05,
  functionFailed: 0x06,
  deviceError: 0x30,
  deviceRemoved: 0x32,
  keyHandleInvalid: 0x60,
  objectHandleInvalid: 0x82,
  operationActive: 0x90,
  pinIncorrect: 0xa0,
  pinExpired: 0xa3,
  pinLocked: 0xa4,
  sessionClosed: 0xb0,
  sessionHandleInvalid: 0xb3,
  tokenNotPresent: 0xe0,
  tokenNotRecognised: 0xe1,
  userAlreadyLoggedIn: 0x100,
  userNotLoggedIn: 0x101,
  notInitialised: 0x190,
  alreadyInitialised: 0x191,
} as const;

/** A library that this process has loaded. */
export interface LoadedLibrary {
  cryptoki: Cryptoki;
  /** Functions of it that may be running on another thread. */
  running: number;
}

const libraries = new Map<string, Promise<LoadedLibrary>>();

/**
 * Loads a PKCS #11 library: once a process, which is what its C_Initialize counts by.
 * @throws `hardware_library_missing` (outage)
 */
export function loadLibrary(library: string): Promise<LoadedLibrary> {
  const loaded = libraries.get(library) ?? load(library);
  libraries.set(library, loaded);
  loaded.catch(() => libraries.delete(library));
  return loaded;
}

async function load(library: string): Promise<LoadedLibrary> {
  try {
    // An optional package: the compiler must not ask for it where it could not be built.
    const name = 'pkcs11js';
    const { default: pkcs11js } = (await import(name)) as { default: { PKCS11: new () => Cryptoki } };
    const cryptoki = new pkcs11js.PKCS11();
    cryptoki.load(library);
    initialise(cryptoki);
    return { cryptoki, running: 0 };
  } catch (cause) {
    throw outage(
      'hardware_library_missing',
      `The PKCS #11 library ${library} cannot be loaded; install it and the package pkcs11js, or correct the configuration.`,
      { cause },
    );
  }
}

/**
 * Initialises a library anew: some see a token that was drawn and put in again, or made meanwhile, only then. Not while one of
 * its functions runs, which would be pulled from under it.
 * @returns whether it was done
 */
export function initialiseAgain({ cryptoki, running }: LoadedLibrary): boolean {
  if (running > 0) return false;
  try {
    cryptoki.C_Finalize();
  } catch (error) {
    if (resultOf(error) !== CKR.notInitialised) throw error;
  }
  initialise(cryptoki);
  return true;
}

function initialise(cryptoki: Cryptoki): void {
  try {
    cryptoki.C_Initialize({ flags: CKF.osLockingOk });
  } catch (error) {
    if (resultOf(error) !== CKR.alreadyInitialised) throw error;
  }
}

/** The return value (CKR) of the function that threw; undefined for errors of another kind. */
export function resultOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || error.name !== 'Pkcs11Error') return undefined;
  return (error as Error & { code: number }).code;
}
