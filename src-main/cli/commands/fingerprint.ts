import { fingerprintsOf } from '../../adapters/x509/fingerprints-of.ts'
import { loadCertificateFile } from '../../adapters/x509/load-certificate-file.ts'
import { type CertificateFileFailure, describeCertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import { fingerprintNotations } from '../../core/model/fingerprint.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readAll } from '../read-all.ts'
import type { Terminal } from '../terminal.ts'

/** Prints the line of openssl for the first certificate of the file. */
export async function runFingerprint(file: string, terminal: Terminal): Promise<ExitCode> {
  const bytes = file === '-' ? await fromStandardInput(terminal) : await loadCertificateFile(file)
  const fingerprints = bytes.ok ? fingerprintsOf(bytes.value, { fileName: file }) : bytes
  if (!fingerprints.ok) {
    const { what, advice } = describeCertificateFileFailure(fingerprints.error)
    terminal.err.lines(`${file === '-' ? 'standard input' : file}: ${what}`, advice)
    return exitCodes.couldNotRun
  }
  const [first, ...more] = fingerprints.value
  if (first === undefined) throw new TypeError('A certificate file without failure has at least one certificate')
  terminal.out.document(`${fingerprintNotations(first).openssl}\n`)
  if (more.length > 0) {
    terminal.err.lines(
      `Note: the file holds ${String(more.length + 1)} certificates; this is the fingerprint of the first, as openssl prints it.`
    )
  }
  return exitCodes.ok
}

const MAXIMUM_BYTES = 10_000_000

async function fromStandardInput(terminal: Terminal): Promise<Result<Uint8Array, CertificateFileFailure>> {
  const bytes = await readAll(terminal.stdin, MAXIMUM_BYTES)
  return bytes === undefined
    ? fail({ code: 'certificate.file.too-large', sizeBytes: MAXIMUM_BYTES, limitBytes: MAXIMUM_BYTES })
    : succeed(bytes)
}
