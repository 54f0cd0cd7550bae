import { createSecureContext } from 'node:tls'
import type { SecureContext, SecureContextOptions } from 'node:tls'
import { issueCertificate, makeAuthority } from './make-certificates.ts'
import type { CertificateOptions } from './make-certificates.ts'
import type { PracticeFaultName } from './practice-faults.ts'

export interface ServerIdentity {
  readonly secureContext: SecureContext
  /** The root that a client has to trust. */
  readonly caPem: string
}

/** Makes the server's certificate and the authorities above it, with what the faults ask for. */
export async function chooseCertificate(serverName: string, faults: ReadonlySet<PracticeFaultName>): Promise<ServerIdentity> {
  const root = await makeAuthority({ commonName: 'Practice Root CA' })
  const issuing = await makeAuthority({ commonName: 'Practice Issuing CA', issuer: root })
  const isSelfSigned = faults.has('self-signed')
  const certificate = await issueCertificate(isSelfSigned ? 'self' : issuing, certificateOptions(serverName, faults))
  const sendsIntermediate = !isSelfSigned && !faults.has('missing-intermediate')
  const secureContext = createContext({
    cert: certificate.certificatePem + (sendsIntermediate ? issuing.certificatePem : ''),
    key: certificate.keyPem,
    ...(faults.has('old-tls') ? { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } : { minVersion: 'TLSv1.2' }),
    ...(faults.has('old-tls') || faults.has('weak-key') ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {})
  })
  return { secureContext, caPem: root.certificatePem }
}

function certificateOptions(serverName: string, faults: ReadonlySet<PracticeFaultName>): CertificateOptions {
  const names = faults.has('wrong-name') ? ['old-dc.harbour.example'] : [serverName, 'localhost', '127.0.0.1']
  return {
    names,
    key: faults.has('weak-key') ? 'rsa-1024' : 'ec-p256',
    purposes: faults.has('no-server-purpose') ? ['clientAuth'] : ['serverAuth'],
    caIssuersUrl: 'http://pki.practice.example/practice-issuing-ca.cer',
    ...(faults.has('expired-certificate') ? { notBefore: inDays(-366), notAfter: inDays(-1) } : {}),
    ...(faults.has('not-yet-valid-certificate') ? { notBefore: inDays(7), notAfter: inDays(372) } : {})
  }
}

/** OpenSSL refuses old versions and short keys unless its security level is lowered; the BoringSSL of Electron has no such levels and takes them as they are. */
function createContext(options: SecureContextOptions): SecureContext {
  const { ciphers, ...rest } = options
  const hasSecurityLevels = !('electron' in process.versions)
  return createSecureContext(ciphers !== undefined && hasSecurityLevels ? options : rest)
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000)
}
