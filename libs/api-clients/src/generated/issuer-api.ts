// Written by `npm run openapi` from schemas/openapi; not by hand.
export interface paths {
  '/.well-known/oauth-authorization-server/{tenant}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The authorization server metadata of a tenant. */
    get: operations['wellKnown.server'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/.well-known/openid-credential-issuer/{tenant}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The credential issuer metadata of a tenant, as JSON or signed. */
    get: operations['issuerMetadata.find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reads a customer file: each row is accepted, or refused with line, column and rule.
     * @description Needs the scope `records:write`.
     */
    post: operations['imports.run'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/imports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Reads what became of a customer file.
     * @description Needs the scope `records:read`.
     */
    get: operations['imports.find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/issuances': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists requests for credentials that wait for an operator.
     * @description Needs the scope `credentials:write`.
     */
    get: operations['issuances.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/issuances/{id}/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Agrees to a request for credentials, or refuses it.
     * @description Needs the scope `credentials:write`.
     */
    post: operations['issuances.decide'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/offers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Offers a customer a credential, for one use; neither link nor code can be read again.
     * @description Needs the scope `offers:write`.
     */
    post: operations['offers.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Exchanges a one-time setup code for a tenant’s first API key. */
    post: operations['setup.redeem'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subject-records': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists the tenant’s customers.
     * @description Needs the scope `records:read`.
     */
    get: operations['subjectRecords.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subject-records/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Finds customers by their customer number.
     * @description Needs the scope `records:read`.
     */
    post: operations['subjectRecords.search'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subject-records/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Reads a customer.
     * @description Needs the scope `records:read`.
     */
    get: operations['subjectRecords.get'];
    put?: never;
    post?: never;
    /**
     * Erases a customer.
     * @description Needs the scope `records:write`.
     */
    delete: operations['subjectRecords.erase'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subject-records/{id}/letter-codes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Makes a customer’s letter code, which takes the place of the one before.
     * @description Needs the scope `offers:write`.
     */
    post: operations['letterCodes.make'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subject-records/{id}/resumption': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Lifts a suspension.
     * @description Needs the scope `credentials:write`.
     */
    post: operations['revocation.resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subject-records/{id}/revocation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Revokes all credentials of a customer, for good.
     * @description Needs the scope `credentials:write`.
     */
    post: operations['revocation.revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subject-records/{id}/suspension': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Suspends a customer’s credentials of the types that allow it.
     * @description Needs the scope `credentials:write`.
     */
    post: operations['revocation.suspend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/challenge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The challenge endpoint of attestation-based client authentication. */
    post: operations['challenge.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/credential': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The credential endpoint. */
    post: operations['credential.issue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/deferred-credential': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The deferred credential endpoint. */
    post: operations['credential.fetch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/did.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The did:web document of a tenant. */
    get: operations['wellKnown.did'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/identity-requests/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Serves a wallet the request for identity data. */
    get: operations['identityRequests.read'];
    put?: never;
    /** Serves the request for identity data to a wallet that sends a nonce of its own. */
    post: operations['identityRequests.post'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/identity-responses/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a wallet’s identity data; they are verified before the answer, and not kept. */
    post: operations['identityRequests.accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/nonce': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The nonce endpoint. */
    post: operations['nonce.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/notification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The notification endpoint. */
    post: operations['notification.note'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/offers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The credential offer that a link refers to. */
    get: operations['credentialOffer.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/par': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The pushed authorization request endpoint. */
    post: operations['par.push'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/status-lists': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Names every status list that the tenant hosts itself. */
    get: operations['ownStatusLists.aggregation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/status-lists/{list}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A status list token, as JWT or CWT by what the client accepts. */
    get: operations['ownStatusLists.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The token endpoint. */
    post: operations['token.answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    CredentialIssuerMetadata: {
      /** Format: uri */
      credential_issuer: string;
      /** Format: uri */
      credential_endpoint: string;
      credential_configurations_supported: {
        [key: string]: {
          format: string;
        } & {
          [key: string]: unknown;
        };
      };
    } & {
      [key: string]: unknown;
    };
    DidDocument: {
      id: string;
    } & {
      [key: string]: unknown;
    };
    Import: {
      id: string;
      accepted: number;
      unchanged: number;
      refused: number;
      suppressed: number;
      /** @description Null where their time is over, or somebody had them forgotten. */
      problems:
        | {
            line: number;
            column: string;
            rule: string;
            value: string;
          }[]
        | null;
      /** @description Milliseconds since the epoch. */
      createdAt?: number;
    };
    Offer: {
      id: string;
      /** @description Link by value. */
      credentialOffer: string;
      /** Format: uri */
      credentialOfferUri: string;
      /** @description Link by reference: short enough for a QR code. */
      walletLink: string;
      /** @description For another channel than the link. */
      transactionCode?: string;
      /** Format: date-time */
      expiresAt: string;
    };
    PendingIssuance: {
      id: string;
      subjectRecordId: string;
      credentialConfigurationId: string;
      credentialCount: number;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      expiresAt: string;
    };
    SubjectRecord: {
      id: string;
      /** @description 1 for a new record, one more for each change. */
      version: number;
      /** @description Milliseconds since the epoch. */
      updatedAt: number;
      customerNumber: string;
      givenName: string;
      familyName: string;
      streetAddress: string;
      postalCode: string;
      locality: string;
      region?: string;
      /** @description ISO 3166-1 alpha-2. */
      country: string;
      addressCanonical: string;
      supplyType: string;
      role: string;
      /** Format: date */
      supplyStartDate: string;
      /** Format: date */
      evidenceDate: string;
      birth?: {
        /** Format: date */
        date: string;
        evidence: {
          /** @enum {string} */
          kind: 'identity_document' | 'eid' | 'pid' | 'residence_permit';
          /** @enum {string} */
          assurance: 'substantial' | 'high';
          /** Format: date */
          date: string;
        };
      };
    };
    /** @description An error of RFC 6749 §5.2, the shape of every protocol endpoint. */
    OAuthError: {
      error: string;
      error_description?: string;
    };
    /** @description A problem of RFC 9457. Programs go by `code`, which is stable; `detail` is a sentence for people. */
    Problem: {
      type: string;
      title: string;
      status: number;
      code: string;
      detail?: string;
    };
  };
  responses: {
    /** @description `invalid_request` */
    OAuthError404: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['OAuthError'] & {
          /** @enum {string} */
          error?: 'invalid_request';
        };
      };
    };
    /** @description `invalid_request` */
    OAuthError408: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['OAuthError'] & {
          /** @enum {string} */
          error?: 'invalid_request';
        };
      };
    };
    /** @description `invalid_request` */
    OAuthError413: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['OAuthError'] & {
          /** @enum {string} */
          error?: 'invalid_request';
        };
      };
    };
    /** @description `invalid_request` */
    OAuthError414: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['OAuthError'] & {
          /** @enum {string} */
          error?: 'invalid_request';
        };
      };
    };
    /** @description `invalid_request` */
    OAuthError415: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['OAuthError'] & {
          /** @enum {string} */
          error?: 'invalid_request';
        };
      };
    };
    /** @description `invalid_request` */
    OAuthError431: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['OAuthError'] & {
          /** @enum {string} */
          error?: 'invalid_request';
        };
      };
    };
    /** @description `server_error` */
    OAuthError500: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['OAuthError'] & {
          /** @enum {string} */
          error?: 'server_error';
        };
      };
    };
    /** @description `temporarily_unavailable` */
    OAuthError503: {
      headers: {
        'Retry-After'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['OAuthError'] & {
          /** @enum {string} */
          error?: 'temporarily_unavailable';
        };
      };
    };
    /** @description `invalid_access_token`, `invalid_api_key`, `missing_api_key` */
    Problem401: {
      headers: {
        'WWW-Authenticate'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'invalid_access_token' | 'invalid_api_key' | 'missing_api_key';
        };
      };
    };
    /** @description `insufficient_scope` */
    Problem403: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'insufficient_scope';
        };
      };
    };
    /** @description `not_found` */
    Problem404: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'not_found';
        };
      };
    };
    /** @description `request_timeout` */
    Problem408: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'request_timeout';
        };
      };
    };
    /** @description `body_too_large`, `json_too_large` */
    Problem413: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'body_too_large' | 'json_too_large';
        };
      };
    };
    /** @description `uri_too_long` */
    Problem414: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'uri_too_long';
        };
      };
    };
    /** @description `unsupported_media_type` */
    Problem415: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'unsupported_media_type';
        };
      };
    };
    /** @description `too_many_calls` */
    Problem429: {
      headers: {
        'Retry-After'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'too_many_calls';
        };
      };
    };
    /** @description `headers_too_large` */
    Problem431: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'headers_too_large';
        };
      };
    };
    /** @description `unexpected` */
    Problem500: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'unexpected';
        };
      };
    };
    /** @description `unavailable` */
    Problem503: {
      headers: {
        'Retry-After'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @enum {string} */
          code?: 'unavailable';
        };
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  'wellKnown.server': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            issuer: string;
            token_endpoint: string;
            grant_types_supported?: string[];
            token_endpoint_auth_methods_supported?: string[];
            dpop_signing_alg_values_supported?: string[];
            'pre-authorized_grant_anonymous_access_supported'?: boolean;
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'malformed_request';
          };
        };
      };
      /** @description `not_found`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_tenant';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'issuerMetadata.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CredentialIssuerMetadata'];
          'application/jwt': string;
        };
      };
      /** @description Not Modified */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'malformed_request';
          };
        };
      };
      /** @description `not_found`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_tenant';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'imports.run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Import'];
        };
      };
      /** @description `column_count`, `duplicate_column`, `invalid_request`, `json_too_deep`, `malformed_csv`, `malformed_json`, `malformed_request`, `malformed_utf8`, `missing_column`, `too_many_rows`, `upload_aborted` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'column_count'
              | 'duplicate_column'
              | 'invalid_request'
              | 'json_too_deep'
              | 'malformed_csv'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8'
              | 'missing_column'
              | 'too_many_rows'
              | 'upload_aborted';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      /** @description `import_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'import_conflict';
          };
        };
      };
      /** @description `body_too_large`, `file_too_large`, `json_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'body_too_large' | 'file_too_large' | 'json_too_large';
          };
        };
      };
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'imports.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Import'];
        };
      };
      /** @description `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'malformed_request';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_import` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_import';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'issuances.list': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PendingIssuance'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description `invalid_request`, `malformed_cursor`, `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'invalid_request' | 'malformed_cursor' | 'malformed_request';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'issuances.decide': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          decision: 'approved' | 'refused';
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: string;
            /** @enum {string} */
            decision: 'approved' | 'refused';
          };
        };
      };
      /** @description `invalid_request`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'invalid_request' | 'json_too_deep' | 'malformed_json' | 'malformed_request' | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_issuance` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_issuance';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `issuance_decided` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'issuance_decided';
          };
        };
      };
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'offers.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          subjectRecordId: string;
          credentialTypeId?: string;
          grantTypes?: ('pre-authorized_code' | 'authorization_code')[];
        };
      };
    };
    responses: {
      /** @description Created */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Offer'];
        };
      };
      /** @description `invalid_request`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8`, `unknown_credential_type` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'invalid_request'
              | 'json_too_deep'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8'
              | 'unknown_credential_type';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_subject_record` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_subject_record';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `birth_evidence_missing` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'birth_evidence_missing';
          };
        };
      };
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'setup.redeem': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          code: string;
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            apiKey: string;
            tenant: string;
            scopes: string[];
          };
        };
      };
      /** @description `invalid_request`, `invalid_setup_code`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'invalid_request'
              | 'invalid_setup_code'
              | 'json_too_deep'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8';
          };
        };
      };
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      /** @description `too_many_attempts` */
      429: {
        headers: {
          'Retry-After'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'too_many_attempts';
          };
        };
      };
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'subjectRecords.list': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['SubjectRecord'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description `invalid_request`, `malformed_cursor`, `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'invalid_request' | 'malformed_cursor' | 'malformed_request';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'subjectRecords.search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          customerNumber: string;
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['SubjectRecord'][];
          };
        };
      };
      /** @description `invalid_request`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'invalid_request' | 'json_too_deep' | 'malformed_json' | 'malformed_request' | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'subjectRecords.get': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubjectRecord'];
        };
      };
      /** @description `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'malformed_request';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_subject_record` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_subject_record';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'subjectRecords.erase': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description No Content */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'json_too_deep' | 'malformed_json' | 'malformed_request' | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_subject_record` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_subject_record';
          };
        };
      };
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'letterCodes.make': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Created */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            letterCode: string;
            /** Format: date-time */
            expiresAt: string;
          };
        };
      };
      /** @description `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'json_too_deep' | 'malformed_json' | 'malformed_request' | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_subject_record` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_subject_record';
          };
        };
      };
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'revocation.resume': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          reason: 'under_investigation' | 'requested_by_holder' | 'other';
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            resumed: number;
          };
        };
      };
      /** @description `invalid_request`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8`, `suspension_not_offered` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'invalid_request'
              | 'json_too_deep'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8'
              | 'suspension_not_offered';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_subject_record` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_subject_record';
          };
        };
      };
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'revocation.revoke': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          reason:
            | 'moved_out'
            | 'contract_ended'
            | 'data_corrected'
            | 'requested_by_holder'
            | 'key_lost'
            | 'fraud'
            | 'issued_in_error'
            | 'other';
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            revoked: number;
            /** @description After so many seconds at most no verifier accepts them any more. */
            validUntilBoundSeconds: number;
          };
        };
      };
      /** @description `invalid_request`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'invalid_request' | 'json_too_deep' | 'malformed_json' | 'malformed_request' | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_subject_record` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_subject_record';
          };
        };
      };
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'revocation.suspend': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          reason: 'under_investigation' | 'requested_by_holder' | 'other';
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            suspended: number;
            /** @description After so many seconds at most no verifier accepts them any more. */
            validUntilBoundSeconds: number;
          };
        };
      };
      /** @description `invalid_request`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8`, `suspension_not_offered` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'invalid_request'
              | 'json_too_deep'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8'
              | 'suspension_not_offered';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_subject_record` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_subject_record';
          };
        };
      };
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'challenge.create': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            attestation_challenge: string;
          };
        };
      };
      /** @description `invalid_credential_request`, `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_credential_request' | 'invalid_request';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'credential.issue': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          credential_configuration_id?: string;
          credential_identifier?: string;
          proofs?: {
            [key: string]: unknown[];
          };
        } & {
          [key: string]: unknown;
        };
        'application/jwt': string;
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            credentials: ({
              credential: unknown;
            } & {
              [key: string]: unknown;
            })[];
          } & {
            [key: string]: unknown;
          };
          'application/jwt': string;
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            transaction_id: string;
            interval: number;
          } & {
            [key: string]: unknown;
          };
          'application/jwt': string;
        };
      };
      /** @description `credential_request_denied`, `invalid_credential_request`, `invalid_encryption_parameters`, `invalid_nonce`, `invalid_proof`, `invalid_request`, `unknown_credential_configuration`, `unknown_credential_identifier` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?:
              | 'credential_request_denied'
              | 'invalid_credential_request'
              | 'invalid_encryption_parameters'
              | 'invalid_nonce'
              | 'invalid_proof'
              | 'invalid_request'
              | 'unknown_credential_configuration'
              | 'unknown_credential_identifier';
          };
        };
      };
      /** @description `invalid_dpop_proof`, `invalid_token`, `use_dpop_nonce` */
      401: {
        headers: {
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_dpop_proof' | 'invalid_token' | 'use_dpop_nonce';
          };
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'insufficient_scope';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'credential.fetch': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          transaction_id: string;
        } & {
          [key: string]: unknown;
        };
        'application/jwt': string;
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            credentials: ({
              credential: unknown;
            } & {
              [key: string]: unknown;
            })[];
          } & {
            [key: string]: unknown;
          };
          'application/jwt': string;
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            transaction_id: string;
            interval: number;
          } & {
            [key: string]: unknown;
          };
          'application/jwt': string;
        };
      };
      /** @description `credential_request_denied`, `invalid_credential_request`, `invalid_encryption_parameters`, `invalid_request`, `invalid_transaction_id` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?:
              | 'credential_request_denied'
              | 'invalid_credential_request'
              | 'invalid_encryption_parameters'
              | 'invalid_request'
              | 'invalid_transaction_id';
          };
        };
      };
      /** @description `invalid_dpop_proof`, `invalid_token`, `use_dpop_nonce` */
      401: {
        headers: {
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_dpop_proof' | 'invalid_token' | 'use_dpop_nonce';
          };
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'insufficient_scope';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'wellKnown.did': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DidDocument'];
        };
      };
      /** @description `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'malformed_request';
          };
        };
      };
      /** @description `not_found`, `unknown_did`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_did' | 'unknown_tenant';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'identityRequests.read': {
    parameters: {
      query?: {
        device?: string;
      };
      header?: never;
      path: {
        tenant: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/oauth-authz-req+jwt': string;
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_request';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      /** @description `invalid_request` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_request';
          };
        };
      };
      414: components['responses']['OAuthError414'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'identityRequests.post': {
    parameters: {
      query?: {
        device?: string;
      };
      header?: never;
      path: {
        tenant: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/x-www-form-urlencoded': {
          wallet_nonce?: string;
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/oauth-authz-req+jwt': string;
        };
      };
      /** @description `invalid_credential_request`, `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_credential_request' | 'invalid_request';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      /** @description `invalid_request` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_request';
          };
        };
      };
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'identityRequests.accept': {
    parameters: {
      query?: {
        device?: string;
      };
      header?: never;
      path: {
        tenant: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          response?: string;
          error?: string;
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: uri */
            redirect_uri?: string;
          };
        };
      };
      /** @description `invalid_credential_request`, `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_credential_request' | 'invalid_request';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'nonce.create': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            c_nonce: string;
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `invalid_credential_request`, `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_credential_request' | 'invalid_request';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'notification.note': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          notification_id: string;
          /** @enum {string} */
          event: 'credential_accepted' | 'credential_failure' | 'credential_deleted';
          event_description?: string;
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description No Content */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `invalid_credential_request`, `invalid_notification_id`, `invalid_notification_request`, `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?:
              | 'invalid_credential_request'
              | 'invalid_notification_id'
              | 'invalid_notification_request'
              | 'invalid_request';
          };
        };
      };
      /** @description `invalid_dpop_proof`, `invalid_token`, `use_dpop_nonce` */
      401: {
        headers: {
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_dpop_proof' | 'invalid_token' | 'use_dpop_nonce';
          };
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'insufficient_scope';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'credentialOffer.read': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            credential_issuer: string;
            credential_configuration_ids: string[];
            grants?: {
              authorization_code?: {
                issuer_state?: string;
              } & {
                [key: string]: unknown;
              };
              'urn:ietf:params:oauth:grant-type:pre-authorized_code'?: {
                'pre-authorized_code': string;
                tx_code?: {
                  /** @enum {string} */
                  input_mode?: 'numeric' | 'text';
                  length?: number;
                  description?: string;
                } & {
                  [key: string]: unknown;
                };
              } & {
                [key: string]: unknown;
              };
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'malformed_request';
          };
        };
      };
      /** @description `not_found`, `unknown_offer`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_offer' | 'unknown_tenant';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'par.push': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          response_type?: string;
          client_id?: string;
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Created */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            request_uri: string;
            expires_in: number;
          };
        };
      };
      /** @description `invalid_authorization_details`, `invalid_credential_request`, `invalid_dpop_proof`, `invalid_request`, `invalid_scope`, `unauthorized_client`, `unsupported_response_type`, `use_attestation_challenge`, `use_dpop_nonce` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?:
              | 'invalid_authorization_details'
              | 'invalid_credential_request'
              | 'invalid_dpop_proof'
              | 'invalid_request'
              | 'invalid_scope'
              | 'unauthorized_client'
              | 'unsupported_response_type'
              | 'use_attestation_challenge'
              | 'use_dpop_nonce';
          };
        };
      };
      /** @description `invalid_client` */
      401: {
        headers: {
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_client';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'ownStatusLists.aggregation': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            status_lists: string[];
          };
        };
      };
      /** @description `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'malformed_request';
          };
        };
      };
      /** @description `not_found`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_tenant';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'ownStatusLists.read': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
        list: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/statuslist+jwt': string;
          'application/statuslist+cwt': unknown;
        };
      };
      /** @description Not Modified */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `invalid_request`, `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'invalid_request' | 'malformed_request';
          };
        };
      };
      /** @description `not_found`, `unknown_status_list`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_status_list' | 'unknown_tenant';
          };
        };
      };
      /** @description `not_acceptable` */
      406: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_acceptable';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      /** @description `history_not_kept` */
      501: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'history_not_kept';
          };
        };
      };
      503: components['responses']['Problem503'];
    };
  };
  'token.answer': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          /** @enum {string} */
          grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code' | 'authorization_code' | 'refresh_token';
          'pre-authorized_code'?: string;
          tx_code?: string;
          code?: string;
          code_verifier?: string;
          redirect_uri?: string;
          refresh_token?: string;
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            access_token: string;
            token_type: string;
            expires_in?: number;
            refresh_token?: string;
            scope?: string;
            authorization_details?: ({
              type: string;
              credential_configuration_id?: string;
              credential_identifiers?: string[];
            } & {
              [key: string]: unknown;
            })[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `access_denied`, `invalid_authorization_details`, `invalid_credential_request`, `invalid_dpop_proof`, `invalid_grant`, `invalid_request`, `invalid_scope`, `unauthorized_client`, `unsupported_grant_type`, `use_attestation_challenge`, `use_dpop_nonce` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?:
              | 'access_denied'
              | 'invalid_authorization_details'
              | 'invalid_credential_request'
              | 'invalid_dpop_proof'
              | 'invalid_grant'
              | 'invalid_request'
              | 'invalid_scope'
              | 'unauthorized_client'
              | 'unsupported_grant_type'
              | 'use_attestation_challenge'
              | 'use_dpop_nonce';
          };
        };
      };
      /** @description `invalid_client` */
      401: {
        headers: {
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_client';
          };
        };
      };
      404: components['responses']['OAuthError404'];
      408: components['responses']['OAuthError408'];
      413: components['responses']['OAuthError413'];
      414: components['responses']['OAuthError414'];
      415: components['responses']['OAuthError415'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
}
