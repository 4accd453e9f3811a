import { outage, type CodedError } from '#primitives';

interface Cause {
  code: string;
  /** What Go's client prints in this case. */
  words: RegExp;
  sentence: string;
}

/** The first that fits is the cause: a sum that differs is said before the network that brought it. */
const CAUSES: readonly Cause[] = [
  {
    code: 'engine_checksum_mismatch',
    words: /checksum mismatch|SECURITY ERROR|missing go\.sum entry/i,
    sentence: 'What was downloaded is not what the committed go.sum says; nothing of it was used.',
  },
  {
    code: 'engine_disk_full',
    words: /no space left on device|disk quota exceeded/i,
    sentence: 'The disk is full: building CometBFT needs about 1.5 GB in the folders of Go and in .cache.',
  },
  {
    code: 'engine_download_failed',
    words:
      /dial tcp|no such host|i\/o timeout|TLS handshake|connection (?:refused|reset)|proxyconnect|unexpected EOF|\b(?:403|404|410|429|5\d\d) [A-Z]|module lookup disabled/,
    sentence:
      'A Go module could not be downloaded. Check the network and the Go proxy (`go env GOPROXY`), then run the command again; what has arrived is kept.',
  },
];

/** @param complaints the last lines that Go printed */
export function explainFailedBuild(complaints: readonly string[]): CodedError {
  const found = CAUSES.map((cause) => ({ cause, line: complaints.find((line) => cause.words.test(line)) }));
  const { cause, line } = found.find(({ line }) => line !== undefined) ?? {};
  const privateDetail = complaints.join('\n');
  if (cause !== undefined && line !== undefined) {
    return outage(cause.code, `CometBFT was not built. ${cause.sentence}\nGo says: ${line.trim()}`, { privateDetail });
  }
  const last = complaints.slice(-5).join('\n') || 'nothing; it was killed or took too long';
  return outage('engine_build_failed', `CometBFT was not built. Go says:\n${last}`, { privateDetail });
}
