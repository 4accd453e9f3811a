import { z } from 'zod';
import { isCodedError, parsePublicUrl } from '#primitives';

/** A `publicUrl` (design §4): https, or http on a loopback host; given back without a trailing slash. */
export const publicUrl = z
  .string()
  .max(2048)
  .transform((text, context) => {
    try {
      const url = parsePublicUrl(text);
      if (url.search === '') return url.href.replace(/\/+$/, '');
      context.addIssue({ code: 'custom', message: 'A public URL carries no query.' });
    } catch (error) {
      context.addIssue({ code: 'custom', message: isCodedError(error) ? error.message : 'The text is not a URL.' });
    }
    return z.NEVER;
  });
