// Written by `npm run openapi` from schemas/openapi; not by hand.
export interface paths {
  '/api/v1/contracts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists the data-use contracts, each in its newest version. */
    get: operations['members.contracts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/contracts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reads a data-use contract. */
    get: operations['members.contract'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/credential-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists the types of credentials. */
    get: operations['credentialTypes.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/credential-types/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** SD-JWT VC Type Metadata, for a `vct` or a type’s own short name. */
    get: operations['credentialTypes.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/attestation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest attestation of the log's root: a cosigned checkpoint, or a commit of the validators. */
    get: operations['ledger.attestation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/checkpoint': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest checkpoint (C2SP tlog-checkpoint), cosigned; none where commits attest the log. */
    get: operations['ledger.checkpoint'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/entries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Leaves of the log, in their order. */
    get: operations['ledger.entries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/genesis': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The genesis. */
    get: operations['ledger.readGenesis'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/height': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the ledger stands. */
    get: operations['ledger.height'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/proofs/history/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Proves that a ledger transaction was accepted. */
    get: operations['proofs.history'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/proofs/state': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Proves what the state holds, or does not hold, under some keys. */
    get: operations['proofs.state'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/transactions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a signed ledger transaction, in its canonical form; what the contract refuses is an answer too. */
    post: operations['ledger.submit'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lists the members of the cooperative. */
    get: operations['members.members'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/settlement/shares': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes the shares to which a settlement on the ledger is committed. */
    post: operations['settlement.accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trust': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The trust file: genesis and roots. */
    get: operations['trust.read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trust/access.crl': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The revocation list of the askers’ authority. */
    get: operations['trust.accessRevocations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trust/issuing.crl': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The revocation list of the issuers’ authority. */
    get: operations['trust.issuingRevocations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trust/list': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The trusted list of the cooperative, signed (ETSI TS 119 602). */
    get: operations['trust.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/status-lists/{issuer}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Names every status list of an issuer. */
    get: operations['statusLists.aggregation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/status-lists/{issuer}/{list}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A status list token, as JWT or CWT by what the client accepts. */
    get: operations['statusLists.read'];
    /** Takes a status list token that its issuer has signed. */
    put: operations['statusLists.publish'];
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
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    DataUseContract: {
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
      /** @enum {string} */
      status: 'in_force' | 'suspended' | 'ended';
    };
    DidDocument: {
      id: string;
    } & {
      [key: string]: unknown;
    };
    Genesis: {
      /** @constant */
      format: 'incola-genesis';
      /** @constant */
      version: 1;
      origin: string;
      createdAt: number;
      parameters: {
        contractVersion: number;
        suites: ('ES256' | 'Ed25519')[];
        anchorPeriodSeconds: number;
        maxAnchorAgePeriods: number;
        maxProofAgeSeconds: number;
        maxExpiryBlocks: number;
        /** @enum {string} */
        operators: 'single' | 'independent';
      };
      founders: components['schemas']['Member'][];
      logVerifierKey: string;
      cosigners: {
        /** @enum {string} */
        college: 'service_providers' | 'data_providers' | 'citizens';
        verifierKey: string;
      }[];
      contractCodeDigest: string;
      governance?: {
        quorumPercent: number;
        minVotingSeconds: number;
        maxVotingSeconds: number;
        maxOpenProposals: number;
        commissionBasisPoints: number;
      };
      settlement?: {
        periodSeconds: number;
        minProofs: number;
        treasurer: string;
      };
      consensus?: {
        validators: {
          member: string;
          /** @enum {string} */
          college: 'service_providers' | 'data_providers' | 'citizens';
          publicKey: string;
        }[];
        trustingPeriodSeconds: number;
      };
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
    Member: {
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
      /** @enum {string} */
      status: 'active' | 'suspended' | 'excluded';
      admittedAt: number;
      votesSince?: number;
    };
    StateProof: {
      /** @constant */
      format: 'incola-ledger-proof';
      /** @constant */
      version: 1;
      /** @constant */
      kind: 'state';
      genesis: string;
      entries: {
        key: string;
        /** @description Any JSON value. */
        value: unknown;
        bucket: [string, string][];
        path: string[];
      }[];
      blockEnd: {
        height: number;
        time: number;
        stateRoot: string;
      };
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
    TypeMetadata: {
      vct: string;
    } & {
      [key: string]: unknown;
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
  'members.contracts': {
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
            items: components['schemas']['DataUseContract'][];
            cursor?: string;
          };
        };
      };
      /** @description `invalid_cursor`, `invalid_request`, `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'invalid_cursor' | 'invalid_request' | 'malformed_request';
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
  'members.contract': {
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
          'application/json': components['schemas']['DataUseContract'];
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
      /** @description `not_found`, `unknown_contract` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_contract';
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
  'credentialTypes.list': {
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
            readonly items: {
              id: string;
              vct: string;
              integrity: string;
            }[];
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
  'credentialTypes.read': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
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
          'application/json': components['schemas']['TypeMetadata'];
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
      /** @description `not_found`, `unknown_credential_type` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_credential_type';
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
  'ledger.attestation': {
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
          'application/json':
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
      /** @description `ledger_unavailable`, `unavailable` */
      503: {
        headers: {
          'Retry-After'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'ledger_unavailable' | 'unavailable';
          };
        };
      };
    };
  };
  'ledger.checkpoint': {
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
          'text/plain': string;
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
      /** @description `no_checkpoint`, `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'no_checkpoint' | 'not_found';
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
  'ledger.entries': {
    parameters: {
      query: {
        start: string;
        count?: string;
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
            size: number;
            /** @description Each base64url. */
            leaves: string[];
          };
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
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'ledger.readGenesis': {
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
          'application/json': components['schemas']['Genesis'];
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
  'ledger.height': {
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
            height: number;
            contractVersion: number;
            maxExpiryBlocks: number;
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
  'proofs.history': {
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
          'application/json': components['schemas']['HistoryProof'];
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
      /** @description `not_found`, `unknown_ledger_transaction` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_ledger_transaction';
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
  'proofs.state': {
    parameters: {
      query: {
        key: string | string[];
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
          'application/json': components['schemas']['StateProof'];
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
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'ledger.submit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LedgerTransaction'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | {
                /** @enum {string} */
                outcome: 'accepted' | 'duplicate';
                id: string;
                height: number;
                index: number;
              }
            | {
                /** @constant */
                outcome: 'refused';
                id: string;
                code: string;
                reason: string;
              };
        };
      };
      /** @description `invalid_request`, `json_too_deep`, `ledger_transaction_not_canonical`, `malformed_json`, `malformed_ledger_transaction`, `malformed_request`, `malformed_utf8`, `not_canonical` */
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
              | 'ledger_transaction_not_canonical'
              | 'malformed_json'
              | 'malformed_ledger_transaction'
              | 'malformed_request'
              | 'malformed_utf8'
              | 'not_canonical';
          };
        };
      };
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      /** @description `ledger_unavailable`, `unavailable` */
      503: {
        headers: {
          'Retry-After'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'ledger_unavailable' | 'unavailable';
          };
        };
      };
    };
  };
  'members.members': {
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
            items: components['schemas']['Member'][];
            cursor?: string;
          };
        };
      };
      /** @description `invalid_cursor`, `invalid_request`, `malformed_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'invalid_cursor' | 'invalid_request' | 'malformed_request';
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
  'settlement.accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          member: string;
          period: number;
          shares: {
            issuer: string;
            amountCents: number;
          }[];
          salt: string;
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
      /** @description `share_of_no_issuer`, `shares_not_committed`, `shares_not_the_amount` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'share_of_no_issuer' | 'shares_not_committed' | 'shares_not_the_amount';
          };
        };
      };
      /** @description `not_found`, `unknown_settlement` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_settlement';
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
  'trust.read': {
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
            /** @constant */
            format: 'incola-trust';
            /** @constant */
            version: 1;
            genesis: components['schemas']['Genesis'];
            issuingRoots: string[];
            accessRoots: string[];
            trustedBlock?: {
              height: number;
              hash?: string;
              time: {
                seconds: number;
                nanos: number;
              };
              validators: {
                publicKey: string;
                power: number;
              }[];
              nextValidatorsHash: string;
            };
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
  'trust.accessRevocations': {
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
          'application/pkix-crl': unknown;
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
  'trust.issuingRevocations': {
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
          'application/pkix-crl': unknown;
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
  'trust.list': {
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
          'application/jose': string;
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
  'statusLists.aggregation': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        issuer: string;
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
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      414: components['responses']['Problem414'];
      431: components['responses']['Problem431'];
      500: components['responses']['Problem500'];
      503: components['responses']['Problem503'];
    };
  };
  'statusLists.read': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        issuer: string;
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
      /** @description `not_found`, `unknown_status_list` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'not_found' | 'unknown_status_list';
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
  'statusLists.publish': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        issuer: string;
        list: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/statuslist+jwt': string;
        'application/statuslist+cwt': unknown;
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
      /** @description `cbor_duplicate_key`, `cbor_key_unsupported`, `cbor_too_deep`, `cbor_too_large`, `cbor_too_many_items`, `invalid_request`, `json_not_an_object`, `json_too_deep`, `malformed_base64url`, `malformed_cbor`, `malformed_cose_sign1`, `malformed_json`, `malformed_jws`, `malformed_request`, `malformed_status_list`, `malformed_utf8`, `status_list_corrupt`, `status_list_subject`, `status_list_time`, `status_list_too_large`, `status_list_wrong_type` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?:
              | 'cbor_duplicate_key'
              | 'cbor_key_unsupported'
              | 'cbor_too_deep'
              | 'cbor_too_large'
              | 'cbor_too_many_items'
              | 'invalid_request'
              | 'json_not_an_object'
              | 'json_too_deep'
              | 'malformed_base64url'
              | 'malformed_cbor'
              | 'malformed_cose_sign1'
              | 'malformed_json'
              | 'malformed_jws'
              | 'malformed_request'
              | 'malformed_status_list'
              | 'malformed_utf8'
              | 'status_list_corrupt'
              | 'status_list_subject'
              | 'status_list_time'
              | 'status_list_too_large'
              | 'status_list_wrong_type';
          };
        };
      };
      /** @description `status_list_signature`, `status_list_untrusted` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'status_list_signature' | 'status_list_untrusted';
          };
        };
      };
      404: components['responses']['Problem404'];
      408: components['responses']['Problem408'];
      /** @description `status_list_outdated`, `too_many_status_lists` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @enum {string} */
            code?: 'status_list_outdated' | 'too_many_status_lists';
          };
        };
      };
      413: components['responses']['Problem413'];
      414: components['responses']['Problem414'];
      415: components['responses']['Problem415'];
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
}
