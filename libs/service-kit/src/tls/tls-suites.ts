import { constants } from 'node:crypto';
import type { SecureContextOptions, TlsOptions } from 'node:tls';

/** TLS 1.3 has only suites with authenticated encryption; of 1.2 we take those that add forward secrecy and GCM. */
const SUITES = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
];

/** What a handshake of ours can agree on (FAPI 2.0 Security Profile §5.2.2, RFC 9325 §4.2). */
export const TLS_TERMS: SecureContextOptions = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: SUITES.join(':'),
  ecdhCurve: 'X25519:P-256:P-384',
  honorCipherOrder: true,
  // A client that asks for new keys in the middle of TLS 1.2 gains nothing and costs a handshake each time.
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
};

/** Who says nothing for this long after connecting is let go. */
export const HANDSHAKE: TlsOptions = { handshakeTimeout: 10_000 };
