import type { CertificatePort } from '../core/ports/certificates.ts'
import type { ClockPort } from '../core/ports/surroundings.ts'
import type { MetadataFetchPort, SamlPort } from '../core/saml/saml-ports.ts'

/** What reading and judging SAML documents needs. */
export interface SamlPorts {
  readonly saml: SamlPort
  readonly metadataFetch: MetadataFetchPort
  readonly certificates: CertificatePort
  readonly clock: ClockPort
}
