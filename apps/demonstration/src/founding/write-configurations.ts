import { urlOf, type Ports } from '../supervisor/choose-places.js';
import { writeJson, type DataFolder } from './data-folder.js';
import { COOPERATIVE, membersOf, SERVICES, type ServiceName } from './fictive-members.js';

/** A service's configuration beyond the defaults, by service. */
export type ConfigurationChanges = Partial<Record<ServiceName, Record<string, unknown>>>;

/**
 * Writes each service's configuration file; paths in it are absolute. Master keys are made by the services themselves, with mode 0600, where they are
 * missing; the same call again writes the same.
 */
export async function writeConfigurations(
  folder: DataFolder,
  ports: Ports,
  schemasFolder: string,
  changes: ConfigurationChanges,
): Promise<void> {
  const cooperativeUrl = urlOf(ports.cooperative);
  const calling = { cooperativeUrl, outgoingOrigins: [cooperativeUrl, urlOf(ports.bank)] };
  const founded = { trustFile: folder.trustFile, certificatesFile: folder.certificatesFile };
  const own: Record<ServiceName, Record<string, unknown>> = {
    cooperative: { foundingFolder: `${folder.root}/founding`, schemasFolder },
    issuer: { ...calling, ...founded, schemasFolder },
    verifier: { ...calling, ...founded },
  };
  for (const service of SERVICES) {
    const members = membersOf(service).map(({ slug, name, legalId }) => ({ slug, name, legalId }));
    await writeJson(folder.configOf(service), {
      publicUrl: urlOf(ports[service]),
      port: ports[service],
      dataFolder: folder.folderOf(service),
      tenants: service === 'cooperative' ? [COOPERATIVE, ...members] : members,
      ...own[service],
      ...changes[service],
    });
  }
}
