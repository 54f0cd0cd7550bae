import { createAdapters } from '../../adapters/create-adapters.ts'
import { inspectSaml } from '../../app/operations/inspect-saml.ts'
import { toItsEnd } from '../../app/to-its-end.ts'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import { rolloverDocument } from '../../core/report/rollover-document.ts'
import { problemLines } from '../../core/report/text-report.ts'
import { certificatesOfInspection } from '../../core/saml/certificates-of-inspection.ts'
import { rehearseRollover } from '../../core/saml/rollover/rehearse-rollover.ts'
import { rolloverText } from '../../core/saml/rollover/rollover-text.ts'
import type { SamlMode } from '../../core/saml/saml-source.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { laidOut } from '../reporters/lines.ts'
import { refuseSaml, samlDocument } from '../saml-input.ts'
import type { Terminal } from '../terminal.ts'

export interface SamlRolloverOptions {
  readonly old: string
  readonly new: string
  readonly mode: SamlMode
  readonly insist?: true | undefined
  readonly json?: true | undefined
}

export async function runSamlRollover(
  options: SamlRolloverOptions,
  version: string,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const { style } = terminal.err
  const ports = createAdapters()
  const keys: (readonly CertificateFacts[])[] = []
  for (const [name, typed] of [
    ['--old', options.old],
    ['--new', options.new]
  ] as const) {
    const document = await samlDocument(typed, options.insist === true, terminal)
    if (!document.ok) return refuseSaml('rollover', terminal, `${name}: ${document.error}`)
    const input = { document: document.value, tenantId: '', applicationId: '', stored: [] }
    const found = certificatesOfInspection(await toItsEnd(inspectSaml(ports, input, signal), () => undefined))
    if (!found.ok) {
      terminal.err.lines(`${name} ${typed}`, ...problemLines(found.error, style))
      return exitCodes.couldNotRun
    }
    keys.push(found.value)
  }
  const [old = [], next = []] = keys
  const now = new Date(ports.clock.now()).toISOString()
  const rollover = rehearseRollover({ old, next, inForce: options.mode, now })
  if (!rollover.ok) {
    terminal.err.lines(...problemLines(rollover.error, style))
    return exitCodes.couldNotRun
  }
  if (options.json === true) terminal.out.document(`${JSON.stringify(rolloverDocument(rollover.value, { version, now }), undefined, 2)}\n`)
  else {
    terminal.out.lines(...rolloverText(rollover.value).flatMap((line) => (line === '' ? [''] : laidOut(line, terminal.out.style))))
  }
  const { modes, problems } = rollover.value
  const breaks = modes.some(
    ({ isInForce, moments }) => isInForce && moments.some(({ signIn, isOtherwise }) => signIn === 'breaks' && isOtherwise !== true)
  )
  return breaks || problems.length > 0 ? exitCodes.failed : exitCodes.ok
}
