import { existsSync } from 'node:fs'
import { createAdapters } from '../../adapters/create-adapters.ts'
import { loadCertificateFile } from '../../adapters/x509/load-certificate-file.ts'
import { certificateFileProblem, type CertificateToRead, readCertificate } from '../../app/operations/read-certificate.ts'
import type { Problem } from '../../core/errors.ts'
import { parseServerAddress } from '../../core/model/server-address.ts'
import { certificateFindings } from '../../core/report/certificate-findings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { certificateDocument, certificateLines } from '../reporters/certificate.ts'
import { jsonText } from '../reporters/json-text.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { refuse } from '../refusal.ts'
import { readAll } from '../read-all.ts'
import type { Terminal } from '../terminal.ts'

export interface CertificateOptions {
  readonly starttls?: true | undefined
  readonly servername?: string | undefined
  readonly json?: true | undefined
}

/** `typed` is a file, `-` for standard input, or a server. */
export async function runCertificate(
  typed: string,
  options: CertificateOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const source = await sourceOf(typed, options, terminal)
  const view = source.ok ? await readCertificate(createAdapters(), source.value, signal) : source
  if (!view.ok) {
    terminal.err.lines(typed)
    return refuse({ kind: 'problem', problem: view.error }, { command: 'certificate', json: options.json }, terminal)
  }
  const findings = certificateFindings(view.value)
  if (options.json === true) terminal.out.document(jsonText(certificateDocument(view.value, findings), terminal.redactor.redactText))
  else terminal.out.lines(...certificateLines(view.value, findings, terminal.out.style))
  return findings.length === 0 ? exitCodes.ok : exitCodes.failed
}

async function sourceOf(typed: string, options: CertificateOptions, terminal: Terminal): Promise<Result<CertificateToRead, Problem>> {
  if (isServer(typed, options)) {
    return succeed({ kind: 'server', address: typed, startTls: options.starttls === true, serverName: options.servername ?? '' })
  }
  if (typed === '-') {
    const bytes = await readAll(terminal.stdin, MAXIMUM_BYTES)
    if (bytes === undefined)
      return fail(certificateFileProblem({ code: 'certificate.file.too-large', sizeBytes: MAXIMUM_BYTES, limitBytes: MAXIMUM_BYTES }))
    return succeed({ kind: 'file', name: 'standard input', bytes })
  }
  const bytes = await loadCertificateFile(typed)
  return bytes.ok ? succeed({ kind: 'file', name: typed, bytes: bytes.value }) : fail(certificateFileProblem(bytes.error))
}

const MAXIMUM_BYTES = 10_000_000

/** A file of that name wins; without one, whatever ends in a port is a server, and so is everything that the options say is one. */
function isServer(typed: string, { starttls, servername }: CertificateOptions): boolean {
  if (starttls === true || servername !== undefined) return true
  if (typed === '-' || existsSync(typed)) return false
  return /^ldaps?:\/\//i.test(typed) || (/:\d+$/.test(typed) && parseServerAddress(typed, 636).ok)
}
