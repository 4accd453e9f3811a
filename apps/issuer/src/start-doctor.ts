import { access } from 'node:fs/promises';
import { verifyWithNodeCrypto } from '#identity';
import { blocksInMemory, createHttpLedger, LedgerFollower, parseTrustFile, type TrustFile } from '#ledger';
import { isCodedError, isLoopback, refusal, type Clock, type RandomBytes } from '#primitives';
import { parseDatabaseUrl } from '#service-kit/database';
import { readJsonFile } from '#service-kit/files';
import { platformNetwork } from '#service-kit/network';
import { readCertificates } from '#service-kit/organisations';
import { readCredentialTypes } from '#service-kit/schemas';
import { openDataStore } from './adapters/typeorm/open-data-store.js';
import { openKeyStore, type KeyStore } from './adapters/typeorm/open-key-store.js';
import { TypeormStatusLists } from './adapters/typeorm/typeorm-status-lists.js';
import { examineIssuer } from './doctor/examine-issuer.js';
import { found, type Finding } from './doctor/finding.js';
import type { IssuerConfig } from './issuer.config.js';
import { createIssuingKeys } from './tenants/issuing-key.js';
import { issuingTenants } from './tenants/issuing-tenants.js';

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MILLISECONDS = 10_000;

export interface DoctorOptions {
  clock: Clock;
  random: RandomBytes;
  /** Only this one. */
  tenant?: string | undefined;
  /** Whom to believe for TLS, PEM; the platform's list where nothing is said. */
  tlsAuthorities?: string | undefined;
}

/**
 * The command `doctor`: examines the issuer from beside it, with its configuration, keys and database, and as a stranger over
 * the network. It changes nothing.
 * @throws `unknown_tenant`
 */
export async function runDoctor(loadConfig: () => IssuerConfig, options: DoctorOptions): Promise<Finding[]> {
  let config: IssuerConfig;
  try {
    config = loadConfig();
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return [found('problem', 'configuration_invalid', 'configuration', error.message)];
  }
  const { clock, random, tenant } = options;
  if (tenant !== undefined && !config.tenants.some(({ slug }) => slug === tenant)) {
    throw refusal('unknown_tenant', 'The configuration names no such tenant.');
  }
  const findings = [found('ok', 'configuration_read', 'configuration')];
  const founding = await readFounding(config, findings);
  const openKeys = async () => {
    await Promise.all([access(config.masterKeyFile), requireDatabase(config.keyStoreUrl)]);
    return openKeyStore(config, { clock, random });
  };
  const openData = async () => {
    await requireDatabase(config.databaseUrl);
    return openDataStore(config.databaseUrl);
  };
  const keyStore = await openOr(openKeys, 'keys_unreadable', findings);
  const database = await openOr(openData, 'data_unreachable', findings);
  if (database) findings.push(found('ok', 'data_open', 'database'));
  try {
    if (founding === undefined || keyStore === undefined) return findings;
    const statusLists = database && new TypeormStatusLists(database);
    findings.push(...(await examine(config, { ...founding, keyStore, statusLists }, options)));
    return findings;
  } finally {
    await database?.close();
    await keyStore?.close();
  }
}

async function examine(
  config: IssuerConfig,
  given: Founding & { keyStore: KeyStore; statusLists: TypeormStatusLists | undefined },
  { clock, tenant, tlsAuthorities }: DoctorOptions,
): Promise<Finding[]> {
  const { organisationKeys } = given.keyStore;
  const { trustFile, certificates, tenants } = given;
  const own = new URL(config.publicUrl);
  const outgoing = platformNetwork.outgoing({
    // Our own address is looked at from here, wherever it is.
    outgoingOrigins: [...config.outgoingOrigins.filter(isOrigin), own.origin],
    serviceIsLoopback: isLoopback(own),
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
    maxBytes: MAX_ANSWER_BYTES,
  });
  try {
    return await examineIssuer({
      ...{ config, trustFile, clock, tlsAuthorities, fetch: outgoing.fetch },
      proofs: new LedgerFollower({ trustFile, clock, blocks: blocksInMemory(), verifySignature: verifyWithNodeCrypto }),
      tenants: tenants.filter(({ slug }) => tenant === undefined || slug === tenant),
      issuingKeys: createIssuingKeys({
        current: (did) => organisationKeys.current(did, 'issuing'),
        ...{ certificates, clock },
      }),
      rotation: organisationKeys.rotation,
      ledger: createHttpLedger({ baseUrl: config.cooperativeUrl, fetch }),
      statusLists: given.statusLists,
      clockSkewSeconds: config.clockSkewSeconds,
    });
  } finally {
    outgoing.close();
  }
}

interface Founding {
  trustFile: TrustFile;
  certificates: ReadonlyMap<string, string>;
  tenants: ReturnType<typeof issuingTenants>;
}

async function readFounding(config: IssuerConfig, findings: Finding[]): Promise<Founding | undefined> {
  try {
    return {
      trustFile: parseTrustFile(JSON.stringify(await readJsonFile(config.trustFile))),
      certificates: await readCertificates(config.certificatesFile, 'issuing'),
      tenants: issuingTenants(config, await readCredentialTypes(config.schemasFolder)),
    };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    findings.push(found('problem', 'founding_files_missing', 'founding', `${error.code}: ${error.message}`));
    return undefined;
  }
}

/** Whatever keeps a store from opening is a finding: drivers' errors have no code of ours. */
async function openOr<Store>(
  open: () => Promise<Store>,
  code: 'keys_unreadable' | 'data_unreachable',
  findings: Finding[],
): Promise<Store | undefined> {
  try {
    return await open();
  } catch (error) {
    const detail = isCodedError(error) ? error.code : ((error as NodeJS.ErrnoException).code ?? 'error');
    findings.push(found('problem', code, 'key store', detail));
    return undefined;
  }
}

/** The service makes what is missing at its first start; whoever examines it must not. */
async function requireDatabase(url: string): Promise<void> {
  const location = parseDatabaseUrl(url);
  if (location.kind === 'sqlite' && location.file !== ':memory:') await access(location.file);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
