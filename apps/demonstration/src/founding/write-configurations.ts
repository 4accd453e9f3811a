import { urlOf, type PlaceName, type Ports } from '../supervisor/choose-places.js';
import { writeJson, type DataFolder } from './data-folder.js';
import {
  BANK,
  BANK_CONTRACT,
  CITY,
  CITY_CONTRACT,
  COOPERATIVE,
  CREDENTIAL_TYPES,
  DOOR_CONTRACT,
  DOOR_POLICY,
  memberBySlug,
  membersOf,
  SERVICES,
  type ServiceName,
  SANDBOX,
} from './fictive-members.js';

/** A service's configuration beyond the defaults, by service. */
export type ConfigurationChanges = Partial<Record<PlaceName, Record<string, unknown>>>;

/**
 * Writes each service's configuration file; paths in it are absolute. Master keys are made by the services themselves, with
 * mode 0600, where they are missing; the same call again writes the same.
 */
export async function writeConfigurations(
  folder: DataFolder,
  ports: Ports,
  schemasFolder: string,
  changes: ConfigurationChanges,
): Promise<void> {
  const own = { ...hostsOfMembers(folder, ports, schemasFolder), ...hostsOfPages(folder, ports) };
  for (const place of Object.keys(own) as PlaceName[]) {
    const common = { publicUrl: urlOf(ports[place]), port: ports[place] };
    await writeJson(folder.configOf(place), { ...common, ...own[place], ...changes[place] });
  }
}

function hostsOfMembers(
  folder: DataFolder,
  ports: Ports,
  schemasFolder: string,
): Record<ServiceName, Record<string, unknown>> {
  const cooperativeUrl = urlOf(ports.cooperative);
  const calling = {
    cooperativeUrl,
    outgoingOrigins: [cooperativeUrl, urlOf(ports.counters)],
    walletUrl: urlOf(ports.wallet),
    trustFile: folder.trustFile,
    certificatesFile: folder.certificatesFile,
    schemasFolder,
  };
  const hosted = (service: ServiceName) => ({
    dataFolder: folder.folderOf(service),
    tenants: membersOf(service).map(({ slug, name, legalId }) => ({ slug, name, legalId })),
  });
  const asking = hosted('verifier');
  const issuing = hosted('issuer');
  const cooperative = hosted('cooperative');
  return {
    cooperative: {
      ...cooperative,
      tenants: [COOPERATIVE, ...cooperative.tenants],
      foundingFolder: `${folder.root}/founding`,
      schemasFolder,
    },
    issuer: {
      ...issuing,
      tenants: issuing.tenants.map((tenant) => ({ ...tenant, credentialTypes: CREDENTIAL_TYPES })),
      ...calling,
    },
    verifier: {
      ...asking,
      // People come back to the counters from the verifier's pages, and nowhere else.
      tenants: [
        ...asking.tenants.map((tenant) => ({ ...tenant, pageReturnOrigins: [urlOf(ports.counters)] })),
        SANDBOX,
      ],
      ...calling,
      // Documents of the issuers' DIDs lie at the issuer.
      outgoingOrigins: [...calling.outgoingOrigins, urlOf(ports.issuer)],
    },
  };
}

function hostsOfPages(
  folder: DataFolder,
  ports: Ports,
): Record<Exclude<PlaceName, ServiceName>, Record<string, unknown>> {
  const counter = (path: string, slug: string, contract: string) => {
    return { path, tenant: slug, name: memberBySlug(slug).name, contract };
  };
  return {
    wallet: {
      cooperativeUrl: urlOf(ports.cooperative),
      trustFile: folder.trustFile,
      outgoingOrigins: SERVICES.map((service) => urlOf(ports[service])),
    },
    counters: {
      verifierUrl: urlOf(ports.verifier),
      counters: [counter('bank', BANK, BANK_CONTRACT), counter('city', CITY, CITY_CONTRACT)],
      door: {
        ...{ tenant: CITY, name: memberBySlug(CITY).name, contract: DOOR_CONTRACT, policy: DOOR_POLICY },
        walletUrl: urlOf(ports.wallet),
      },
      apiKeysFile: folder.counterKeys,
      dataFolder: folder.folderOf('counters'),
    },
  };
}
