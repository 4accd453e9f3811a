// Written by `npm run openapi` from schemas/openapi; not by hand.
export interface paths {
  '/.well-known/oauth-authorization-server/api/oauth': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Metadata of the authorization server for machines. */
    get: operations['authorizationServer.metadata'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/.well-known/oauth-authorization-server/{tenant}/oidc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same for clients that look for an authorization server (RFC 8414 §3). */
    get: operations['openidProvider.serverMetadata'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/oauth/token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives a machine that proves with its key who it is an access token for ten minutes. */
    post: operations['authorizationServer.token'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists the tenant’s API keys, without the keys.
     * @description Needs the scope `access:write`.
     */
    get: operations['apiKeys.list'];
    put?: never;
    /**
     * Makes an API key with scopes that the caller has itself; it is shown this once.
     * @description Needs the scope `access:write`.
     */
    post: operations['apiKeys.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revokes an API key.
     * @description Needs the scope `access:write`.
     */
    delete: operations['apiKeys.revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/oauth-clients': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists the tenant’s machines.
     * @description Needs the scope `access:write`.
     */
    get: operations['machineClients.list'];
    put?: never;
    /**
     * Registers a machine by its public keys, with scopes that the caller has itself.
     * @description Needs the scope `access:write`.
     */
    post: operations['machineClients.register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/oauth-clients/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revokes a machine and its access tokens.
     * @description Needs the scope `access:write`.
     */
    delete: operations['machineClients.revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/policies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists the policies by which an answer can be judged.
     * @description Needs the scope `verifications:read`.
     */
    get: operations['policies.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/policies/{policy}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Shows a policy with its rules.
     * @description Needs the scope `verifications:read`.
     */
    get: operations['policies.read'];
    put?: never;
    post?: never;
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
  '/api/v1/verifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists verifications, the newest first.
     * @description Needs the scope `verifications:read`.
     */
    get: operations['verifications.list'];
    put?: never;
    /**
     * Asks for a presentation under a contract, by a link or on a page of the verifier.
     * @description Needs the scope `verifications:write`.
     */
    post: operations['verifications.ask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/verifications/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Reads a verification: its status, how it came to it and, once decided, verdicts and answer.
     * @description Needs the scope `verifications:read`.
     */
    get: operations['verifications.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/verifications/{id}/cancellation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancels a verification that is not answered yet.
     * @description Needs the scope `verifications:write`.
     */
    post: operations['verifications.cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/verifications/{id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follows a verification by server-sent events: each has the body of a reading, and its entity tag as identifier.
     * @description Needs the scope `verifications:read`.
     */
    get: operations['verifications.events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/verifications/{id}/evidence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Gives the evidence of a decision as one file, to be checked offline; after redaction without what was shown.
     * @description Needs the scope `evidence:read`.
     */
    get: operations['evidence.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/verifications/{id}/redaction': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Destroys what was shown; the signed record of the verdicts stays.
     * @description Needs the scope `verifications:write`.
     */
    post: operations['verifications.redact'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/verifications/{id}/result': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Exchanges the code with which the browser came back for the result, once.
     * @description Needs the scope `verifications:read`.
     */
    post: operations['verifications.result'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/verifications/{id}/simulation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * In a sandbox: has the verification answered as a wallet would, so that it comes to the outcome wanted.
     * @description Needs the scope `verifications:write`.
     */
    post: operations['simulations.simulate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists the tenant’s webhooks.
     * @description Needs the scope `webhooks:write`.
     */
    get: operations['webhooks.list'];
    put?: never;
    /**
     * Registers where the tenant wants to be told of events.
     * @description Needs the scope `webhooks:write`.
     */
    post: operations['webhooks.register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Removes a webhook.
     * @description Needs the scope `webhooks:write`.
     */
    delete: operations['webhooks.remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/activation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Has a webhook told again that failed for too long.
     * @description Needs the scope `webhooks:write`.
     */
    post: operations['webhooks.activate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists what this webhook was told in the last 30 days, the newest first.
     * @description Needs the scope `webhooks:write`.
     */
    get: operations['webhooks.deliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/deliveries/{delivery}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Tries a delivery once more, at once.
     * @description Needs the scope `webhooks:write`.
     */
    post: operations['webhooks.retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Makes a new secret; the one before it signs too, for a time.
     * @description Needs the scope `webhooks:write`.
     */
    post: operations['webhooks.rotateSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends the event `webhook.test` to this webhook only.
     * @description Needs the scope `webhooks:write`.
     */
    post: operations['webhooks.test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/withdrawals/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Reads a withdrawal, and what was answered to it.
     * @description Needs the scope `verifications:read`.
     */
    get: operations['withdrawalRecords.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/receipts/{capability}/ledger-proof': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The ledger proof of a receipt, a withdrawal or an erasure. */
    get: operations['ledgerProofs.read'];
    put?: never;
    post?: never;
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
    /** The did:web document of an organisation. */
    get: operations['did.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/oidc/.well-known/openid-configuration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tells what the tenant is and can as OpenID provider (OpenID Connect Discovery 1.0 §4). */
    get: operations['openidProvider.discovery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/oidc/jwks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The keys that sign ID tokens: the present one, the one before and the one to come. */
    get: operations['openidProvider.jwks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/oidc/par': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes an authorization request beforehand (RFC 9126 §2). */
    post: operations['openidProvider.push'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/oidc/token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Exchanges a code, once, for an ID token and an access token (OpenID Connect Core §3.1.3). */
    post: operations['openidProvider.token'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/oidc/userinfo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The claims of one verification, for its access token (OpenID Connect Core §5.3). */
    get: operations['openidProvider.userinfo'];
    put?: never;
    /** The same, with the token in a form. */
    post: operations['openidProvider.postUserinfo'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/requests/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Serves the request object to a wallet. */
    get: operations['presentationRequests.read'];
    put?: never;
    /** Serves the request object to a wallet that sends a nonce of its own, and perhaps what it can. */
    post: operations['presentationRequests.post'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/responses/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a wallet’s response; it is verified before the answer. */
    post: operations['presentationResponses.accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{tenant}/withdrawals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a withdrawal of consent, and answers signed what follows of it. */
    post: operations['withdrawals.accept'];
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
    AnchoredCommitmentProof: {
      /** @constant */
      format: 'incola-ledger-proof';
      /** @constant */
      version: 1;
      /** @constant */
      kind: 'anchored_commitment';
      commitment: string;
      inclusion: {
        index: number;
        size: number;
        path: string[];
      };
      anchor: components['schemas']['HistoryProof'];
    };
    ApiKey: {
      id: string;
      scopes: string[];
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      expiresAt?: string;
      /**
       * Format: date-time
       * @description To the hour.
       */
      lastUsedAt?: string;
      /** Format: date-time */
      revokedAt?: string;
    };
    Assessment: {
      /** @enum {string} */
      outcome: 'met' | 'not_met';
      items: {
        rule: string;
        /** @description The need of the policy; absent where it speaks of the whole. */
        need?: string;
        credentialQueryId?: string;
        /** @enum {string} */
        outcome: 'match' | 'partial' | 'no_match' | 'not_available';
        /** @description Whether the policy accepts this outcome. */
        accepted: boolean;
        /** @description Stable; absent once redacted, where the outcome was accepted. */
        reason?: string;
        sentence?: {
          en: string;
          fr: string;
        };
      }[];
      /** @description The outcome of each rule, instead of the values that it compared; absent once redacted. */
      rules?: {
        [key: string]: 'match' | 'partial' | 'no_match' | 'not_available';
      };
    };
    DidDocument: {
      id: string;
    } & {
      [key: string]: unknown;
    };
    EvidencePackage: {
      /** @constant */
      format: 'incola-evidence';
      /** @constant */
      version: 1;
      verdictRecord: string;
      trustInputs: {
        /** @enum {string} */
        kind:
          | 'manifest'
          | 'state_proof'
          | 'status_list_jwt'
          | 'status_list_cwt'
          | 'type_metadata'
          | 'issuing_roots'
          | 'trusted_entities';
        content: string;
      }[];
      receipt: {
        receipt: string;
        salt: string;
        ledgerProof: unknown | null;
      } | null;
      shown: {
        salt: string;
        asked: {
          clientId: string;
          presentationNonce: string;
          verifier: string;
          channel:
            | {
                /** @constant */
                kind: 'response_uri';
                responseUri: string;
              }
            | {
                /** @constant */
                kind: 'dc_api';
                origin: string;
              };
          encryptionKeyThumbprint: string | null;
          /** @description Any JSON value. */
          dcqlQuery: unknown;
          contract: {
            id: string;
            version: number;
          } | null;
          transactionData?: string[];
        };
        vpToken: {
          [key: string]: string[];
        };
      } | null;
      notice: unknown | null;
    };
    HistoryProof: {
      /** @constant */
      format: 'incola-ledger-proof';
      /** @constant */
      version: 1;
      /** @constant */
      kind: 'history';
      genesis: string;
      ledgerTransaction: components['schemas']['LedgerTransaction'];
      height: number;
      inclusion: {
        index: number;
        size: number;
        path: string[];
      };
      attestation:
        | {
            /** @constant */
            kind: 'checkpoint';
            checkpoint: string;
          }
        | {
            /** @constant */
            kind: 'cometbft';
            appState: {
              size: number;
              root: string;
              stateRoot: string;
            };
            header: {
              version: {
                block: number;
                app: number;
              };
              chainId: string;
              height: number;
              time: {
                seconds: number;
                nanos: number;
              };
              lastBlockId: {
                hash: '' | string;
                partSetHeader: {
                  total: number;
                  hash: '' | string;
                };
              };
              lastCommitHash: '' | string;
              dataHash: '' | string;
              validatorsHash: string;
              nextValidatorsHash: string;
              consensusHash: string;
              appHash: string;
              lastResultsHash: '' | string;
              evidenceHash: '' | string;
              proposerAddress: string;
            };
            commit: {
              round: number;
              partSetHeader: {
                total: number;
                hash: '' | string;
              };
              signatures: ({
                timestamp: {
                  seconds: number;
                  nanos: number;
                };
                signature: string;
              } | null)[];
            };
            validators: {
              publicKey: string;
              power: number;
            }[];
            bridge: components['schemas']['LightBlock'][];
            colleges: {
              key: string;
              /** @description Any JSON value. */
              value: unknown;
              bucket: [string, string][];
              path: string[];
            };
          };
    };
    LedgerTransaction: {
      body:
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'admit_member';
            payload: {
              member: {
                did: string;
                name: string;
                legalId: string;
                /** @enum {string} */
                college: 'service_providers' | 'data_providers' | 'citizens';
                keys: {
                  id: string;
                  /** @enum {string} */
                  suite: 'ES256' | 'Ed25519';
                  publicJwk:
                    | {
                        /** @constant */
                        kty: 'EC';
                        /** @constant */
                        crv: 'P-256';
                        x: string;
                        y: string;
                      }
                    | {
                        /** @constant */
                        kty: 'OKP';
                        /** @constant */
                        crv: 'Ed25519';
                        x: string;
                      };
                  from: number;
                  until: number | null;
                }[];
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'accredit_issuer';
            payload: {
              issuer: {
                member: string;
                keys: {
                  digest: string;
                  from: number;
                  until: number | null;
                }[];
                mayIssue: {
                  vct: string;
                  from: number;
                  until: number | null;
                }[];
                /** Format: ends_with */
                statusListPrefix: string & (unknown & unknown);
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'register_verifier';
            payload: {
              verifier: {
                member: string;
                keys: {
                  digest: string;
                  from: number;
                  until: number | null;
                }[];
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'adopt_contract';
            payload: {
              contract: {
                id: string;
                version: number;
                verifier: string;
                title: {
                  en: string;
                  fr: string;
                };
                purpose: {
                  dpv: string;
                  words: {
                    en: string;
                    fr: string;
                  };
                };
                legalBasis: {
                  dpv: string;
                  words: {
                    en: string;
                    fr: string;
                  };
                };
                /** @enum {string} */
                onWithdrawal: 'erase' | 'restrict';
                claims: {
                  vct: string;
                  path: string[];
                  maxValues: number;
                }[];
                recipients: {
                  en: string;
                  fr: string;
                }[];
                retentionDays: number;
                maxEvidenceAgeDays: number;
                priceCents: number;
                anchoredBeforeDecision: boolean;
                legalTextDigest: string;
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'set_status';
            payload: {
              subject: {
                /** @enum {string} */
                kind: 'contract' | 'issuer' | 'verifier' | 'member';
                id: string;
              };
              /** @enum {string} */
              status: 'active' | 'in_force' | 'suspended' | 'ended' | 'excluded';
              sequence: number;
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'end_founding';
            payload: Record<string, never>;
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'propose';
            payload: {
              proposal: {
                id: string;
                proposer: string;
                subject:
                  | {
                      /** @constant */
                      kind: 'admit_member';
                      member: {
                        did: string;
                        name: string;
                        legalId: string;
                        /** @enum {string} */
                        college: 'service_providers' | 'data_providers' | 'citizens';
                        keys: {
                          id: string;
                          /** @enum {string} */
                          suite: 'ES256' | 'Ed25519';
                          publicJwk:
                            | {
                                /** @constant */
                                kty: 'EC';
                                /** @constant */
                                crv: 'P-256';
                                x: string;
                                y: string;
                              }
                            | {
                                /** @constant */
                                kty: 'OKP';
                                /** @constant */
                                crv: 'Ed25519';
                                x: string;
                              };
                          from: number;
                          until: number | null;
                        }[];
                      };
                    }
                  | {
                      /** @constant */
                      kind: 'change_college';
                      member: string;
                      /** @enum {string} */
                      college: 'service_providers' | 'data_providers' | 'citizens';
                    }
                  | {
                      /** @constant */
                      kind: 'recover_keys';
                      member: string;
                      keys: {
                        id: string;
                        /** @enum {string} */
                        suite: 'ES256' | 'Ed25519';
                        publicJwk:
                          | {
                              /** @constant */
                              kty: 'EC';
                              /** @constant */
                              crv: 'P-256';
                              x: string;
                              y: string;
                            }
                          | {
                              /** @constant */
                              kty: 'OKP';
                              /** @constant */
                              crv: 'Ed25519';
                              x: string;
                            };
                        from: number;
                        until: number | null;
                      }[];
                    }
                  | {
                      /** @constant */
                      kind: 'set_status';
                      subject: {
                        /** @enum {string} */
                        kind: 'contract' | 'issuer' | 'verifier' | 'member';
                        id: string;
                      };
                      /** @enum {string} */
                      status: 'active' | 'in_force' | 'suspended' | 'ended' | 'excluded';
                    }
                  | {
                      /** @constant */
                      kind: 'accredit_issuer';
                      issuer: {
                        member: string;
                        keys: {
                          digest: string;
                          from: number;
                          until: number | null;
                        }[];
                        mayIssue: {
                          vct: string;
                          from: number;
                          until: number | null;
                        }[];
                        /** Format: ends_with */
                        statusListPrefix: string & (unknown & unknown);
                      };
                    }
                  | {
                      /** @constant */
                      kind: 'change_issuer';
                      issuer: {
                        member: string;
                        keys: {
                          digest: string;
                          from: number;
                          until: number | null;
                        }[];
                        mayIssue: {
                          vct: string;
                          from: number;
                          until: number | null;
                        }[];
                        /** Format: ends_with */
                        statusListPrefix: string & (unknown & unknown);
                      };
                    }
                  | {
                      /** @constant */
                      kind: 'register_verifier';
                      verifier: {
                        member: string;
                        keys: {
                          digest: string;
                          from: number;
                          until: number | null;
                        }[];
                      };
                    }
                  | {
                      /** @constant */
                      kind: 'change_verifier';
                      verifier: {
                        member: string;
                        keys: {
                          digest: string;
                          from: number;
                          until: number | null;
                        }[];
                      };
                    }
                  | {
                      /** @constant */
                      kind: 'adopt_contract';
                      contract: {
                        id: string;
                        version: number;
                        verifier: string;
                        title: {
                          en: string;
                          fr: string;
                        };
                        purpose: {
                          dpv: string;
                          words: {
                            en: string;
                            fr: string;
                          };
                        };
                        legalBasis: {
                          dpv: string;
                          words: {
                            en: string;
                            fr: string;
                          };
                        };
                        /** @enum {string} */
                        onWithdrawal: 'erase' | 'restrict';
                        claims: {
                          vct: string;
                          path: string[];
                          maxValues: number;
                        }[];
                        recipients: {
                          en: string;
                          fr: string;
                        }[];
                        retentionDays: number;
                        maxEvidenceAgeDays: number;
                        priceCents: number;
                        anchoredBeforeDecision: boolean;
                        legalTextDigest: string;
                      };
                    }
                  | {
                      /** @constant */
                      kind: 'set_price';
                      contract: string;
                      version: number;
                      priceCents: number;
                    }
                  | {
                      /** @constant */
                      kind: 'set_commission';
                      commissionBasisPoints: number;
                    }
                  | {
                      /** @constant */
                      kind: 'set_treasurer';
                      member: string;
                    }
                  | {
                      /** @constant */
                      kind: 'change_parameters';
                      changes: {
                        maxAnchorAgePeriods?: number;
                        maxProofAgeSeconds?: number;
                        maxExpiryBlocks?: number;
                        quorumPercent?: number;
                        minVotingSeconds?: number;
                        maxVotingSeconds?: number;
                        maxOpenProposals?: number;
                        minProofs?: number;
                      };
                      activationHeight: number | null;
                    }
                  | {
                      /** @constant */
                      kind: 'set_validators';
                      validators: {
                        member: string;
                        /** @enum {string} */
                        college: 'service_providers' | 'data_providers' | 'citizens';
                        publicKey: string;
                      }[];
                    }
                  | {
                      /** @constant */
                      kind: 'change_code';
                      version: number;
                      digest: string;
                      activationHeight: number;
                    }
                  | {
                      /** @constant */
                      kind: 'accept_suites';
                      suites: ('ES256' | 'Ed25519')[];
                    }
                  | {
                      /** @constant */
                      kind: 'adopt_text';
                      title: {
                        en: string;
                        fr: string;
                      };
                      textDigest: string;
                    };
                argument: {
                  words: {
                    en: string;
                    fr: string;
                  };
                  textDigest: string | null;
                };
                opensAt: number;
                closesAt: number;
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'vote';
            payload: {
              ballot: {
                proposal: string;
                member: string;
                /** @enum {string} */
                choice: 'yes' | 'no' | 'abstain';
                counter: number;
                statementDigest: string | null;
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'close_proposal';
            payload: {
              proposal: string;
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'rotate_key';
            payload: {
              rotation: {
                member: string;
                key: {
                  id: string;
                  /** @enum {string} */
                  suite: 'ES256' | 'Ed25519';
                  publicJwk:
                    | {
                        /** @constant */
                        kty: 'EC';
                        /** @constant */
                        crv: 'P-256';
                        x: string;
                        y: string;
                      }
                    | {
                        /** @constant */
                        kty: 'OKP';
                        /** @constant */
                        crv: 'Ed25519';
                        x: string;
                      };
                  from: number;
                  until: number | null;
                };
                possession: string;
                retire: {
                  id: string;
                  until: number;
                } | null;
                sequence: number;
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'rotate_leaf_key';
            payload: {
              rotation: {
                member: string;
                /** @enum {string} */
                role: 'issuer' | 'verifier';
                key: {
                  digest: string;
                  from: number;
                  until: number | null;
                };
                retire: {
                  digest: string;
                  until: number;
                } | null;
                sequence: number;
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'anchor';
            payload: {
              anchor: {
                member: string;
                stream: string;
                period: number;
                root: string;
                size: number;
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'anchor_status';
            payload: {
              anchor: {
                member: string;
                uri: string;
                version: number;
                digest: string;
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'settle';
            payload: {
              settlement: {
                member: string;
                period: number;
                amountCents: number;
                contracts: {
                  id: string;
                  version: number;
                }[];
                countsCommitment: string;
                sharesCommitment: string;
              };
            };
          }
        | {
            genesis: string;
            contractVersion: number;
            nonce: string;
            expiryHeight: number;
            /** @constant */
            kind: 'distribute';
            payload: {
              distribution: {
                period: number;
                shares: {
                  issuer: string;
                  amountCents: number;
                }[];
                sourcesCommitment: string;
              };
            };
          };
      signatures: {
        member: string;
        key: string;
        signature: string;
      }[];
    };
    LightBlock: {
      header: {
        version: {
          block: number;
          app: number;
        };
        chainId: string;
        height: number;
        time: {
          seconds: number;
          nanos: number;
        };
        lastBlockId: {
          hash: '' | string;
          partSetHeader: {
            total: number;
            hash: '' | string;
          };
        };
        lastCommitHash: '' | string;
        dataHash: '' | string;
        validatorsHash: string;
        nextValidatorsHash: string;
        consensusHash: string;
        appHash: string;
        lastResultsHash: '' | string;
        evidenceHash: '' | string;
        proposerAddress: string;
      };
      commit: {
        round: number;
        partSetHeader: {
          total: number;
          hash: '' | string;
        };
        signatures: ({
          timestamp: {
            seconds: number;
            nanos: number;
          };
          signature: string;
        } | null)[];
      };
      validators: {
        publicKey: string;
        power: number;
      }[];
    };
    MachineClient: {
      clientId: string;
      name: string;
      scopes: string[];
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      lastUsedAt?: string;
      /** Format: date-time */
      revokedAt?: string;
    };
    Policy: {
      id: string;
      version: number;
      /** @description SHA-256(`incola:verification-policy:1` ‖ 0x00 ‖ JCS(file)), base64url, as in the verdict record. */
      digest: string;
      title: {
        en: string;
        fr: string;
      };
      description: {
        en: string;
        fr: string;
      };
      file: components['schemas']['PolicyFile'];
    };
    PolicyFile: {
      id: string;
      version: number;
      title: {
        en: string;
        fr: string;
      };
      description: {
        en: string;
        fr: string;
      };
      needs: {
        id: string;
        title: {
          en: string;
          fr: string;
        };
        required?: boolean;
        oneOf: {
          type: string;
          /** @enum {string} */
          format: 'dc+sd-jwt' | 'mso_mdoc' | 'jwt_vc_json';
          issuers: (
            | {
                /** @constant */
                by: 'accreditation';
              }
            | {
                /** @constant */
                by: 'member';
                did: string;
              }
            | {
                /** @constant */
                by: 'list';
                list: string;
              }
          )[];
          show?: string[][];
          where?: {
            path: string[];
            values: string[];
          }[];
        }[];
        rules: {
          name?: {
            /** @enum {string} */
            partial: 'accepted' | 'refused';
            /** @enum {string} */
            notAvailable: 'accepted' | 'refused';
          };
          address?: {
            /** @enum {string} */
            notAvailable: 'accepted' | 'refused';
          };
          maxEvidenceAgeDays?: number;
          minimumMonths?: number;
          minimumAge?: number;
        };
      }[];
      /** @enum {string} */
      onStatusUnavailable: 'refuse' | 'accept_last_known' | 'accept';
      maxStatusOutageSeconds: number;
      maxLedgerProofAgeSeconds: number;
    };
    PolicySummary: {
      id: string;
      version: number;
      /** @description SHA-256(`incola:verification-policy:1` ‖ 0x00 ‖ JCS(file)), base64url, as in the verdict record. */
      digest: string;
      title: {
        en: string;
        fr: string;
      };
      description: {
        en: string;
        fr: string;
      };
    };
    Verdict: {
      check: string;
      /** @enum {string} */
      outcome: 'passed' | 'failed' | 'not_checked';
      /** @description Stable: `ok`, or what is wrong, or why it was not checked. */
      code: string;
      sentence: {
        en: string;
        fr: string;
      };
      /** @description What the check implements. */
      clause: string;
      /** @description The check without which this one could not be made. */
      prerequisite?: string;
      credentialQueryId?: string;
      presentationIndex?: number;
    };
    Verification: {
      id: string;
      /** @enum {string} */
      status:
        | 'created'
        | 'opened'
        | 'presented'
        | 'verified'
        | 'not_verified'
        | 'refused'
        | 'expired'
        | 'cancelled'
        | 'redacted';
      contract: {
        id: string;
        version: number;
      };
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      openedAt?: string;
      /** Format: date-time */
      presentedAt?: string;
      /** Format: date-time */
      closedAt?: string;
      /** Format: date-time */
      expiresAt: string;
      /** Format: date-time */
      redactedAt?: string;
      /** Format: date-time */
      retentionEndsAt?: string;
      /**
       * Format: date-time
       * @description When a clerk noted that the person showed a paper instead; the status stays what it is.
       */
      paperPathAt?: string;
      policy?: {
        id: string;
        version: number;
      };
      /** @description Every change of the status as far as it may be seen, oldest first. */
      history: {
        /** @enum {string} */
        status:
          | 'created'
          | 'opened'
          | 'presented'
          | 'verified'
          | 'not_verified'
          | 'refused'
          | 'expired'
          | 'cancelled'
          | 'redacted';
        /** Format: date-time */
        at: string;
      }[];
      /** @description How far the hosted page is, and how often it has asked; never what was answered. */
      page?: {
        /** @enum {string} */
        progress: 'not_opened' | 'open' | 'answered' | 'redeemed' | 'ended';
        attempts: number;
      };
      /** @enum {string} */
      decision?: 'verified' | 'not_verified';
      verdicts: components['schemas']['Verdict'][];
      /** @description Type, issuing member and disclosed claims of each credential. */
      answer?: unknown;
      /** @description What the policy said by which it was asked. */
      assessment?: components['schemas']['Assessment'];
      receipt?: {
        receipt: string;
        commitment: string;
        salt: string;
        anchored: boolean;
      };
      /** @description The signed record of the verdicts, for an auditor. */
      verdictRecord?: string;
      refusal?: {
        code: string;
        sentence: {
          en: string;
          fr: string;
        };
      };
      /** @description Why there is no answer although one was given; `decision_only`: the key has neither of the scopes `verifications:details` and `evidence:read`. */
      withheld?: {
        /** @enum {string} */
        code: 'restricted' | 'redacted' | 'code_awaited' | 'decision_only';
        sentence: {
          en: string;
          fr: string;
        };
      };
    };
    VerificationAsked: {
      id: string;
      /** @constant */
      status: 'created';
      /** Format: date-time */
      expiresAt: string;
      /** @description Delivery `link`: for a QR code or a button, opens a wallet. */
      walletLink?: string;
      /**
       * Format: uri
       * @description Delivery `link`.
       */
      requestUri?: string;
      /**
       * Format: uri
       * @description Delivery `page`: where the person is led; it opens once.
       */
      pageUrl?: string;
    };
    VerificationSummary: {
      id: string;
      /** @enum {string} */
      status:
        | 'created'
        | 'opened'
        | 'presented'
        | 'verified'
        | 'not_verified'
        | 'refused'
        | 'expired'
        | 'cancelled'
        | 'redacted';
      contract: {
        id: string;
        version: number;
      };
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      openedAt?: string;
      /** Format: date-time */
      presentedAt?: string;
      /** Format: date-time */
      closedAt?: string;
      /** Format: date-time */
      expiresAt: string;
      /** Format: date-time */
      redactedAt?: string;
      /** Format: date-time */
      retentionEndsAt?: string;
      /**
       * Format: date-time
       * @description When a clerk noted that the person showed a paper instead; the status stays what it is.
       */
      paperPathAt?: string;
      policy?: {
        id: string;
        version: number;
      };
    };
    Webhook: {
      id: string;
      url: string;
      events: string[];
      createdAt: number;
      /**
       * Format: date-time
       * @description It failed for too long, and is told nothing until it is activated.
       */
      disabledAt?: string;
    };
    WebhookDelivery: {
      id: string;
      /** @description `webhook-id`: the same over all attempts. */
      eventId: string;
      type: string;
      /** @enum {string} */
      state: 'waiting' | 'delivered' | 'failed' | 'dropped';
      attempts: number;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      lastAttemptAt?: string;
      /** @description HTTP status of the last answer. */
      lastAnswer?: number;
      lastError?: string;
      /** Format: date-time */
      nextAttemptAt?: string;
      /** Format: date-time */
      deliveredAt?: string;
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
  'authorizationServer.metadata': {
    parameters: {
      query?: never;
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
            /** Format: uri */
            issuer: string;
            /** Format: uri */
            token_endpoint: string;
            grant_types_supported: string[];
            response_types_supported: string[];
            token_endpoint_auth_methods_supported: string[];
            token_endpoint_auth_signing_alg_values_supported: string[];
            scopes_supported: string[];
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
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'openidProvider.serverMetadata': {
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
            /** Format: uri */
            issuer: string;
            /** Format: uri */
            authorization_endpoint: string;
            /** Format: uri */
            token_endpoint: string;
            /** Format: uri */
            userinfo_endpoint: string;
            /** Format: uri */
            jwks_uri: string;
            /** Format: uri */
            pushed_authorization_request_endpoint: string;
            scopes_supported: string[];
            claims_supported: string[];
            response_types_supported: string[];
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
      /** @description `no_openid_provider`, `not_found`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'no_openid_provider' | 'not_found' | 'unknown_tenant';
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
  'authorizationServer.token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          grant_type: string;
          /** @constant */
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
          client_assertion: string;
          client_id?: string;
          scope?: string;
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
            /** @constant */
            token_type: 'Bearer';
            expires_in: number;
            scope: string;
          };
        };
      };
      /** @description `invalid_request`, `invalid_scope`, `unsupported_grant_type` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_request' | 'invalid_scope' | 'unsupported_grant_type';
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
  'apiKeys.list': {
    parameters: {
      query?: never;
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
            items: components['schemas']['ApiKey'][];
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
  'apiKeys.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          scopes: string[];
          /** @description Without it, the key ends when it is revoked. */
          lifetimeDays?: number;
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
            id: string;
            /** @description Shown this once. */
            apiKey: string;
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
      /** @description `insufficient_scope`, `scope_not_allowed` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'insufficient_scope' | 'scope_not_allowed';
          };
        };
      };
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      /** @description `too_many_api_keys` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'too_many_api_keys';
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
  'apiKeys.revoke': {
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
      /** @description `not_found`, `unknown_api_key` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_api_key';
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
  'machineClients.list': {
    parameters: {
      query?: never;
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
            items: components['schemas']['MachineClient'][];
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
  'machineClients.register': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          scopes: string[];
          jwks: {
            keys: (
              | {
                  /** @constant */
                  kty: 'EC';
                  /** @constant */
                  crv: 'P-256';
                  x: string;
                  y: string;
                  /** @constant */
                  alg?: 'ES256';
                  kid?: string;
                  /** @constant */
                  use?: 'sig';
                }
              | {
                  /** @constant */
                  kty: 'OKP';
                  /** @constant */
                  crv: 'Ed25519';
                  x: string;
                  /** @enum {string} */
                  alg?: 'EdDSA' | 'Ed25519';
                  kid?: string;
                  /** @constant */
                  use?: 'sig';
                }
              | {
                  /** @constant */
                  kty: 'RSA';
                  n: string;
                  /** @constant */
                  e: 'AQAB';
                  /** @constant */
                  alg?: 'PS256';
                  kid?: string;
                  /** @constant */
                  use?: 'sig';
                }
            )[];
          };
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
            clientId: string;
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
      /** @description `insufficient_scope`, `scope_not_allowed` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'insufficient_scope' | 'scope_not_allowed';
          };
        };
      };
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      /** @description `too_many_clients` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'too_many_clients';
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
  'machineClients.revoke': {
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
      /** @description `not_found`, `unknown_client` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_client';
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
  'policies.list': {
    parameters: {
      query?: never;
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
            items: components['schemas']['PolicySummary'][];
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
  'policies.read': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        policy: string;
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
          'application/json': components['schemas']['Policy'];
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
      /** @description `not_found`, `unknown_policy` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_policy';
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
  'verifications.list': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
        status?:
          | 'created'
          | 'opened'
          | 'presented'
          | 'verified'
          | 'not_verified'
          | 'refused'
          | 'expired'
          | 'cancelled'
          | 'redacted';
        contract?: string;
        createdFrom?: string;
        createdBefore?: string;
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
            items: components['schemas']['VerificationSummary'][];
            /** @description Of the next page; absent where nothing older is left. */
            cursor?: string;
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
  'verifications.ask': {
    parameters: {
      query?: never;
      header?: {
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          contract: string;
          addresses?: {
            street_address: string;
            postal_code: string;
            locality: string;
            /** @default FR */
            country?: string;
          }[];
          claims?: string[][];
          policy?: string;
          dcql?: {
            [key: string]: unknown;
          };
          expected?: {
            givenName?: string;
            familyName?: string;
            birthName?: string;
          };
          transactionData?: {
            type: string;
            credentialIds?: string[];
            parameters: {
              [key: string]: unknown;
            };
          }[];
          /**
           * @default {
           *       "method": "link"
           *     }
           */
          delivery?:
            | {
                /** @constant */
                method: 'link';
              }
            | {
                /** @constant */
                method: 'page';
                returnUrl?: string;
                /**
                 * @default any
                 * @enum {string}
                 */
                devices?: 'any' | 'same';
              };
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
          'application/json': components['schemas']['VerificationAsked'];
        };
      };
      /** @description `dcql_claim_id_missing`, `dcql_claim_sets_without_claims`, `dcql_duplicate_id`, `dcql_mdoc_path`, `dcql_meta_missing`, `dcql_unknown_claim_id`, `dcql_unknown_credential_id`, `invalid_request`, `json_too_deep`, `malformed_dcql_query`, `malformed_idempotency_key`, `malformed_json`, `malformed_request`, `malformed_utf8` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'dcql_claim_id_missing'
              | 'dcql_claim_sets_without_claims'
              | 'dcql_duplicate_id'
              | 'dcql_mdoc_path'
              | 'dcql_meta_missing'
              | 'dcql_unknown_claim_id'
              | 'dcql_unknown_credential_id'
              | 'invalid_request'
              | 'json_too_deep'
              | 'malformed_dcql_query'
              | 'malformed_idempotency_key'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_contract`, `unknown_policy` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_contract' | 'unknown_policy';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `contract_not_in_force`, `idempotent_request_running` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'contract_not_in_force' | 'idempotent_request_running';
          };
        };
      };
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      /** @description `address_not_canonical`, `addresses_not_in_contract`, `addresses_not_in_policy`, `addresses_required`, `claim_not_in_contract`, `expected_without_policy`, `idempotency_key_reused`, `names_not_in_policy`, `names_required`, `policy_not_covered`, `return_url_not_allowed`, `too_many_addresses`, `too_much_transaction_data`, `transaction_data_credential_unknown`, `transaction_data_format`, `transaction_data_reserved_member`, `type_not_in_contract`, `values_not_in_contract` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'address_not_canonical'
              | 'addresses_not_in_contract'
              | 'addresses_not_in_policy'
              | 'addresses_required'
              | 'claim_not_in_contract'
              | 'expected_without_policy'
              | 'idempotency_key_reused'
              | 'names_not_in_policy'
              | 'names_required'
              | 'policy_not_covered'
              | 'return_url_not_allowed'
              | 'too_many_addresses'
              | 'too_much_transaction_data'
              | 'transaction_data_credential_unknown'
              | 'transaction_data_format'
              | 'transaction_data_reserved_member'
              | 'type_not_in_contract'
              | 'values_not_in_contract';
          };
        };
      };
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      /** @description `trust_unavailable`, `unavailable` */
      503: {
        headers: {
          'Retry-After'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'trust_unavailable' | 'unavailable';
          };
        };
      };
    };
  };
  'verifications.read': {
    parameters: {
      query?: never;
      header?: {
        'if-none-match'?: string;
      };
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
          'application/json': components['schemas']['Verification'];
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
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_verification` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_verification';
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
  'verifications.cancel': {
    parameters: {
      query?: never;
      header?: {
        'idempotency-key'?: string;
      };
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
      /** @description `invalid_request`, `json_too_deep`, `malformed_idempotency_key`, `malformed_json`, `malformed_request`, `malformed_utf8` */
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
              | 'malformed_idempotency_key'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_verification` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_verification';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `idempotent_request_running`, `not_cancellable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'idempotent_request_running' | 'not_cancellable';
          };
        };
      };
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'verifications.events': {
    parameters: {
      query?: never;
      header?: {
        'last-event-id'?: string;
      };
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
          'text/event-stream': string;
        };
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
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_verification` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_verification';
          };
        };
      };
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      /** @description `too_many_streams`, `unavailable` */
      503: {
        headers: {
          'Retry-After'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'too_many_streams' | 'unavailable';
          };
        };
      };
    };
  };
  'evidence.read': {
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
          'application/incola-evidence+json': components['schemas']['EvidencePackage'];
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
      /** @description `no_evidence`, `not_found`, `unknown_verification` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'no_evidence' | 'not_found' | 'unknown_verification';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `evidence_withheld` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'evidence_withheld';
          };
        };
      };
      414: components['responses']['Problem414'];
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'verifications.redact': {
    parameters: {
      query?: never;
      header?: {
        'idempotency-key'?: string;
      };
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
      /** @description `invalid_request`, `json_too_deep`, `malformed_idempotency_key`, `malformed_json`, `malformed_request`, `malformed_utf8` */
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
              | 'malformed_idempotency_key'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_verification` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_verification';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `idempotent_request_running`, `not_redactable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'idempotent_request_running' | 'not_redactable';
          };
        };
      };
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      /** @description `idempotency_key_reused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'idempotency_key_reused';
          };
        };
      };
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'verifications.result': {
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
          responseCode: string;
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
          'application/json': components['schemas']['Verification'];
        };
      };
      /** @description `invalid_request`, `invalid_response_code`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'invalid_request'
              | 'invalid_response_code'
              | 'json_too_deep'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_utf8';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_verification` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_verification';
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
  'simulations.simulate': {
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
          /**
           * @description What is to come of the verification, or the fault by which it fails.
           * @enum {string}
           */
          outcome:
            | 'verified'
            | 'refused'
            | 'expired'
            | 'address_differs'
            | 'evidence_too_old'
            | 'revoked'
            | 'credential_expired'
            | 'unknown_issuer'
            | 'wrong_holder';
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
          'application/json': components['schemas']['Verification'];
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
      /** @description `not_found`, `unknown_verification` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_verification';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `not_a_sandbox`, `request_closed`, `response_already_used` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_a_sandbox' | 'request_closed' | 'response_already_used';
          };
        };
      };
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      /** @description `sandbox_cannot_answer` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'sandbox_cannot_answer';
          };
        };
      };
      429: components['responses']['Problem429'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'webhooks.list': {
    parameters: {
      query?: never;
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
            items: components['schemas']['Webhook'][];
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
  'webhooks.register': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          url: string;
          events: string[];
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
            id: string;
            /** @description `whsec_…` (Standard Webhooks); shown this once. */
            secret: string;
          };
        };
      };
      /** @description `address_not_allowed`, `insecure_url`, `invalid_request`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_url`, `malformed_utf8`, `unknown_event_type` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'address_not_allowed'
              | 'insecure_url'
              | 'invalid_request'
              | 'json_too_deep'
              | 'malformed_json'
              | 'malformed_request'
              | 'malformed_url'
              | 'malformed_utf8'
              | 'unknown_event_type';
          };
        };
      };
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      /** @description `too_many_webhooks` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'too_many_webhooks';
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
  'webhooks.remove': {
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
      /** @description `not_found`, `unknown_webhook` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_webhook';
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
  'webhooks.activate': {
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
      /** @description `not_found`, `unknown_webhook` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_webhook';
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
  'webhooks.deliveries': {
    parameters: {
      query?: {
        cursor?: string;
      };
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
          'application/json': {
            items: components['schemas']['WebhookDelivery'][];
            cursor?: string;
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
      /** @description `not_found`, `unknown_webhook` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_webhook';
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
  'webhooks.retry': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        delivery: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
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
      /** @description `not_found`, `unknown_webhook`, `unknown_webhook_delivery` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_webhook' | 'unknown_webhook_delivery';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `webhook_disabled` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'webhook_disabled';
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
  'webhooks.rotateSecret': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          /** @default 86400 */
          overlapSeconds?: number;
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
            /** @description `whsec_…` (Standard Webhooks); shown this once. */
            secret: string;
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
      /** @description `not_found`, `unknown_webhook` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_webhook';
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
  'webhooks.test': {
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
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            deliveryId: string;
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
      /** @description `not_found`, `unknown_webhook` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_webhook';
          };
        };
      };
      408: components['responses']['Problem408'];
      /** @description `webhook_disabled` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'webhook_disabled';
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
  'withdrawalRecords.read': {
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
          'application/json': {
            id: string;
            verificationId: string;
            /** @enum {string} */
            outcome: 'erased' | 'restricted';
            /** Format: date-time */
            receivedAt: string;
            commitment: string;
            /** @description Our signed answer, as a JWS. */
            answer: string;
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
      401: components['responses']['Problem401'];
      403: components['responses']['Problem403'];
      /** @description `not_found`, `unknown_withdrawal` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_withdrawal';
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
  'ledgerProofs.read': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        capability: string;
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
          'application/json': components['schemas']['AnchoredCommitmentProof'];
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
      /** @description `not_anchored_yet`, `not_found`, `unknown_receipt` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_anchored_yet' | 'not_found' | 'unknown_receipt';
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
  'did.read': {
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
          'application/did+json': components['schemas']['DidDocument'];
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
  'openidProvider.discovery': {
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
            /** Format: uri */
            issuer: string;
            /** Format: uri */
            authorization_endpoint: string;
            /** Format: uri */
            token_endpoint: string;
            /** Format: uri */
            userinfo_endpoint: string;
            /** Format: uri */
            jwks_uri: string;
            /** Format: uri */
            pushed_authorization_request_endpoint: string;
            scopes_supported: string[];
            claims_supported: string[];
            response_types_supported: string[];
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
      /** @description `no_openid_provider`, `not_found`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'no_openid_provider' | 'not_found' | 'unknown_tenant';
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
  'openidProvider.jwks': {
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
          'application/jwk-set+json': {
            keys: ({
              kty: string;
              kid: string;
            } & {
              [key: string]: unknown;
            })[];
          };
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
      414: components['responses']['OAuthError414'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'openidProvider.push': {
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
          /** @constant */
          response_type: 'code';
          /** Format: uri */
          redirect_uri: string;
          scope: string;
          code_challenge: string;
          /** @constant */
          code_challenge_method: 'S256';
          state?: string;
          nonce?: string;
          claims?: string;
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
      /** @description `invalid_dpop_proof`, `invalid_redirect_uri`, `invalid_request`, `invalid_scope`, `request_not_supported`, `unauthorized_client`, `unsupported_response_type` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?:
              | 'invalid_dpop_proof'
              | 'invalid_redirect_uri'
              | 'invalid_request'
              | 'invalid_scope'
              | 'request_not_supported'
              | 'unauthorized_client'
              | 'unsupported_response_type';
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
  'openidProvider.token': {
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
          /** @constant */
          grant_type: 'authorization_code';
          code: string;
          code_verifier: string;
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
            id_token: string;
            token_type: string;
            expires_in: number;
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description `invalid_dpop_proof`, `invalid_grant`, `invalid_request`, `invalid_scope`, `unauthorized_client`, `unsupported_grant_type` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?:
              | 'invalid_dpop_proof'
              | 'invalid_grant'
              | 'invalid_request'
              | 'invalid_scope'
              | 'unauthorized_client'
              | 'unsupported_grant_type';
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
  'openidProvider.userinfo': {
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
            sub: string;
          } & {
            [key: string]: unknown;
          };
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
      /** @description `invalid_token` */
      401: {
        headers: {
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_token';
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
      414: components['responses']['OAuthError414'];
      431: components['responses']['OAuthError431'];
      500: components['responses']['OAuthError500'];
      503: components['responses']['OAuthError503'];
    };
  };
  'openidProvider.postUserinfo': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        tenant: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/x-www-form-urlencoded': {
          access_token?: string;
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
            sub: string;
          } & {
            [key: string]: unknown;
          };
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
      /** @description `invalid_token` */
      401: {
        headers: {
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'invalid_token';
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
  'presentationRequests.read': {
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
      /** @description `access_denied` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'access_denied';
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
  'presentationRequests.post': {
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
          wallet_metadata?: string;
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
      /** @description `access_denied` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'access_denied';
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
  'presentationResponses.accept': {
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
        'application/x-www-form-urlencoded':
          | {
              response: string;
            }
          | {
              vp_token: string;
              state?: string;
            }
          | {
              error: string;
              error_description?: string;
              state?: string;
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
            incola_receipt?: {
              receipt: string;
              salt: string;
              withdrawal_secret: string;
              /** Format: uri */
              ledger_proof_uri: string;
            };
            /** Format: uri */
            redirect_uri?: string;
          };
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
      /** @description `access_denied` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthError'] & {
            /** @enum {string} */
            error?: 'access_denied';
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
  'withdrawals.accept': {
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
        'application/json':
          | {
              commitment: string;
              signed: string;
            }
          | {
              commitment: string;
              withdrawal_secret: string;
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
            answer: string;
            salt: string;
            ledger_proof_uri: string;
            statement_salt: string;
            statement_ledger_proof_uri: string;
          };
        };
      };
      /** @description `invalid_request`, `json_too_deep`, `malformed_json`, `malformed_request`, `malformed_utf8`, `malformed_withdrawal`, `withdrawal_audience`, `withdrawal_commitment`, `withdrawal_key`, `withdrawal_secret`, `withdrawal_signature`, `withdrawal_time` */
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
              | 'malformed_withdrawal'
              | 'withdrawal_audience'
              | 'withdrawal_commitment'
              | 'withdrawal_key'
              | 'withdrawal_secret'
              | 'withdrawal_signature'
              | 'withdrawal_time';
          };
        };
      };
      /** @description `not_found`, `unknown_receipt`, `unknown_tenant` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_receipt' | 'unknown_tenant';
          };
        };
      };
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
}
