import { refusal } from '#primitives';

/** Client assertions and long states included. */
const MAX_LENGTH = 32 * 1024;

/** The parameters of an OAuth request. */
export interface OAuthParameters {
  /**
   * @returns `undefined` for a parameter that is not there, or is there without a value (RFC 6749 §3.1)
   * @throws `repeated_parameter` (RFC 6749 §3.1, §3.2)
   */
  single(name: string): string | undefined;
}

/**
 * Reads a form body or a query (RFC 6749 Appendix B). What nobody asks for is ignored.
 * @param malformedCode the refusal's code for one that is too long
 */
export function parseOAuthParameters(text: string, malformedCode: string): OAuthParameters {
  if (text.length > MAX_LENGTH) throw refusal(malformedCode, 'The request is too long.');
  const parameters = new URLSearchParams(text);
  return {
    single(name) {
      const values = parameters.getAll(name);
      if (values.length > 1) throw refusal('repeated_parameter', 'A parameter of the request is repeated.');
      return values[0] === '' ? undefined : values[0];
    },
  };
}
