import { verifyProfile } from '../../app/operations/verify-profile.ts'
import { createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readProfile } from '../input-file.ts'
import { openSite, type SiteOptions } from '../open-site.ts'
import { refuse } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { verificationDocument, verificationLines } from '../reporters/verification.ts'
import type { Terminal } from '../terminal.ts'

export interface VerifyOptions extends SiteOptions {
  readonly profile: string
  readonly json?: true | undefined
}

/** Whether the site holds what the profile says. Sends nothing but GET requests. */
export async function runVerify(options: VerifyOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const ports = createCliPorts(terminal)
  const about = { command: 'verify', json: options.json }
  const read = await readProfile(ports.profileFiles, options.profile)
  if (!read.ok) return refuse({ kind: 'problem', problem: read.error }, about, terminal)
  const { profile } = read.value
  const site = await openSite(ports, options, { named: profile.site }, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  const verification = await verifyProfile(ports, { reader: site.value.service, profile }, signal)
  if (!verification.ok) return refuse({ kind: 'problem', problem: verification.error }, about, terminal)
  const { out, redactor } = terminal
  if (options.json === true) out.document(jsonText(verificationDocument(verification.value), redactor.redactText))
  else out.lines(...verificationLines(verification.value, out.style))
  return verification.value.holds ? exitCodes.ok : exitCodes.failed
}
