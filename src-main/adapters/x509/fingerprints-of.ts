import { createHash } from 'node:crypto'
import type { CertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import { succeed, type Result } from '../../core/result.ts'
import { certificateDers, type ReadingOptions } from './certificate-ders.ts'

/** SHA-256 of every certificate in the file, in its order, as 64 lower-case hexadecimal digits. Takes the same files as `readCertificates` and is much faster. */
export function fingerprintsOf(bytes: Uint8Array, options: ReadingOptions = {}): Result<readonly string[], CertificateFileFailure> {
  const found = certificateDers(bytes, options)
  return found.ok ? succeed(found.value.ders.map((der) => createHash('sha256').update(der).digest('hex'))) : found
}
