import type { CertificatePort } from '../../core/ports/certificates.ts'
import type { SamlPort } from '../../core/saml/saml-ports.ts'
import { readMetadata } from './read-metadata.ts'
import { readResponse } from './read-response.ts'

export function createSaml(certificates: CertificatePort): SamlPort {
  return {
    readMetadata: (content) => readMetadata(content, certificates),
    readResponse: (content, keys) => readResponse(content, keys, certificates)
  }
}
