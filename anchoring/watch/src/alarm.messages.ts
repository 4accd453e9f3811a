import type { College } from '#ledger';
import type { Language } from '#primitives';
import type { Alarm } from './alarms.js';

type OfKind<Kind extends Alarm['kind']> = Extract<Alarm, { kind: Kind }>;
type AlarmMessages = { [Kind in Alarm['kind']]: (alarm: OfKind<Kind>) => string };

const COLLEGES: Record<Language, Record<College, string>> = {
  en: { service_providers: 'service providers', data_providers: 'data providers', citizens: 'citizens' },
  fr: {
    service_providers: 'des fournisseurs de services',
    data_providers: 'des fournisseurs de données',
    citizens: 'des citoyens',
  },
};

const MESSAGES: Record<Language, AlarmMessages> = {
  en: {
    forked: ({ sources: [first, second] }) =>
      `The ledger has forked: ${first} and ${second} show two different logs, and both are signed by all three colleges. Both signed roots are kept as proof. Show them to the colleges; until they have settled it, rely on neither.`,
    shrunk: ({ source, size, was }) =>
      `${source} shows ${size} leaves and showed ${was} before: leaves are never taken back. A backup may have been restored there.`,
    leaves_differ: ({ source, size }) =>
      `The leaves that ${source} gives are not those of its own signed root of ${size} leaves.`,
    not_attested: ({ source, code }) =>
      `What ${source} shows is not signed by the colleges that the trust file leads to (${code}).`,
    trust_expired: ({ source }) =>
      `What is known of the validators is too old to judge ${source}. Take a new trust file from the cooperative.`,
    stalled: ({ source, seconds }) =>
      `The ledger stands still at ${source}: its newest signed root is ${seconds} seconds old. Where all sources say so, a whole college may be away.`,
    college_missing: ({ source, college, absent }) =>
      `The ledger stands still, and ${source} hears no vote of the college of ${COLLEGES.en[college]}: ${absent.join(', ')}. Call them; without the college nothing is decided.`,
    behind: ({ source, size, others }) => `${source} is behind: it has ${size} leaves, where others have ${others}.`,
    unreachable: ({ source, code }) => `${source} cannot be read (${code}).`,
    college_endangered: ({ college, absent }) =>
      `Of the college of ${COLLEGES.en[college]} one validator alone still signs. If it goes away too, the ledger halts. Absent: ${absent.join(', ')}.`,
    validators_absent: ({ college, absent }) =>
      `In the college of ${COLLEGES.en[college]} these validators don't sign: ${absent.join(', ')}.`,
  },
  fr: {
    forked: ({ sources: [first, second] }) =>
      `Le registre a bifurqué : ${first} et ${second} montrent deux journaux différents, et les trois collèges ont signé les deux. Les deux racines signées sont gardées comme preuve. Montrez-les aux collèges ; d’ici leur réponse, ne vous fiez à aucun des deux.`,
    shrunk: ({ source, size, was }) =>
      `${source} montre ${size} feuilles et en montrait ${was} auparavant : une feuille ne se reprend jamais. Une sauvegarde y a peut-être été restaurée.`,
    leaves_differ: ({ source, size }) =>
      `Les feuilles que donne ${source} ne sont pas celles de sa propre racine signée de ${size} feuilles.`,
    not_attested: ({ source, code }) =>
      `Ce que montre ${source} n’est pas signé par les collèges auxquels mène le fichier de confiance (${code}).`,
    trust_expired: ({ source }) =>
      `Ce que l’on sait des validateurs est trop ancien pour juger ${source}. Prenez un nouveau fichier de confiance auprès de la coopérative.`,
    stalled: ({ source, seconds }) =>
      `Le registre n’avance plus chez ${source} : sa dernière racine signée a ${seconds} secondes. Si toutes les sources le disent, un collège entier est peut-être absent.`,
    college_missing: ({ source, college, absent }) =>
      `Le registre n’avance plus, et ${source} n’entend aucun vote du collège ${COLLEGES.fr[college]} : ${absent.join(', ')}. Appelez-les ; sans ce collège, rien ne se décide.`,
    behind: ({ source, size, others }) =>
      `${source} est en retard : ${size} feuilles, quand d’autres en ont ${others}.`,
    unreachable: ({ source, code }) => `${source} ne peut pas être lu (${code}).`,
    college_endangered: ({ college, absent }) =>
      `Dans le collège ${COLLEGES.fr[college]}, un seul validateur signe encore. S’il s’absente aussi, le registre s’arrête. Absents : ${absent.join(', ')}.`,
    validators_absent: ({ college, absent }) =>
      `Dans le collège ${COLLEGES.fr[college]}, ces validateurs ne signent pas : ${absent.join(', ')}.`,
  },
};

/** What a person is told of an alarm. */
export function describeAlarm(alarm: Alarm, language: Language): string {
  const describe = MESSAGES[language][alarm.kind] as (one: Alarm) => string;
  return describe(alarm).replaceAll(/ (?=[:;])/g, language === 'fr' ? '\u00a0' : ' ');
}
