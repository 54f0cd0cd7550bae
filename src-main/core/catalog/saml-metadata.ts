import { samlAddressProblems } from './saml-metadata-address.ts'
import { samlDocumentProblems } from './saml-metadata-document.ts'
import { samlKeyProblems } from './saml-metadata-keys.ts'

/** What can be wrong with metadata or a certificate of an identity provider. */
export const samlMetadataProblems = { ...samlAddressProblems, ...samlDocumentProblems, ...samlKeyProblems }
