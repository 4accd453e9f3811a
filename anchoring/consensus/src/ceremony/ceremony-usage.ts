/** The steps in their order: who does each stands at its end. */
export const CEREMONY_USAGE = `Usage: npm run ledger:ceremony -- STEP, where STEP is, in this order, one of
  plan --ceremony FILE --name NAME --origin HOST/PATH                            (coordinator)
  keys --folder DIR --did DID --name NAME --legal-id ID --college COLLEGE --listen IPV4:PORT
       [--token-library FILE --token-label NAME --pin-file FILE]                 (each member)
  declare --folder DIR --ceremony FILE                                           (each member)
  collect --ceremony FILE --declaration FILE [--declaration FILE …]              (coordinator)
  found --ceremony FILE                                                          (coordinator)
  check --folder DIR --ceremony FILE                                             (each member)
  sign-off --folder DIR --ceremony FILE --heard "GROUPS" --out FILE              (each member)
  seal --ceremony FILE --sign-off FILE [--sign-off FILE …]                       (coordinator)
  adopt --folder DIR --ceremony FILE --network DIR
        [--rpc-port 26657] [--signer-socket PATH] [--bind IPV4]                  (each member)
  verify --ceremony FILE                                                         (anybody)
COLLEGE is service_providers, data_providers or citizens. FILE of --ceremony is the transcript.`;
