import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { usableCredentials } from '#holder';
import { secondsOf } from '#primitives';
import { expectThat } from './expect-evidence.js';
import { found, type Evidence, type Walk } from './walk-step.js';

/** Step 4: the wallet holds them; its files hold nothing that can be read without the unlock secret. */
export async function holdCredentials(walk: Walk): Promise<Evidence> {
  const usable = usableCredentials(walk.holder.wallet.state, secondsOf(walk.clock));
  const [first] = usable;
  expectThat(first !== undefined, 'The wallet holds credentials.');
  const { file } = walk.store;
  const names = (await readdir(dirname(file))).filter((name) => name.startsWith(basename(file)));
  const stored = Buffer.concat(await Promise.all(names.map((name) => readFile(join(dirname(file), name)))));
  const { given_name, family_name, street_address, locality } = found(walk, 'customer');
  const [issuerSigned = ''] = first.compact.split('~');
  const secrets = [given_name, family_name, street_address, locality, issuerSigned.slice(0, 40), first.vct];
  for (const secret of secrets) {
    const written = [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('base64url')];
    expectThat(!written.some((text) => stored.includes(text)), 'Nothing of the credential can be read in the files.');
  }
  return {
    sentences: [
      `${first.issuer.name} is an accredited member, its key is registered, the signature and every disclosure are right.`,
      `The wallet holds ${usable.length} credentials; in its ${stored.length} stored bytes no claim, key or type can be read.`,
    ],
    figures: { held: usable.length, issuer: first.issuer.member, plaintextFound: false },
  };
}
