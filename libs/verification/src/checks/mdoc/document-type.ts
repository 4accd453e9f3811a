import { defineCheck, failed, passed } from '../../check.js';

/** The document is of the type that was asked for, and of the type that its issuer signed. */
export const documentType = defineCheck({
  name: 'document-type',
  clause: 'ISO/IEC 18013-5 §9.3.1 step 4; OpenID4VP 1.0 §B.2.3',
  scope: 'presentation',
  formats: ['mso_mdoc'],
  needs: ['query', 'mdoc'],
  gives: [],
  codes: ['type_not_asked', 'type_differs'],
  check({ query, mdoc: { docType, issuerSigned } }) {
    if (issuerSigned.mso.docType !== docType) return failed('type_differs');
    return query.meta.doctype_value === docType ? passed() : failed('type_not_asked');
  },
});
