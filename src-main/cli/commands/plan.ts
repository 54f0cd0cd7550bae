import { createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readProfile } from '../input-file.ts'
import { keptPlanText } from '../kept-files.ts'
import { openSite, type SiteOptions } from '../open-site.ts'
import { obstacleToWriting, type OutputFile, writeOutput } from '../output-file.ts'
import { givenLdapPassword, planSite } from '../plan-site.ts'
import { refuse } from '../refusal.ts'
import { repeatedWords } from '../repeat-words.ts'
import { secretFiles } from '../secret-sources.ts'
import { showPlan } from '../show-plan.ts'
import type { Terminal } from '../terminal.ts'

export interface PlanOptions extends SiteOptions {
  readonly profile: string
  readonly json?: true | undefined
  readonly out?: string | undefined
}

/** Compares a profile with its site. Sends nothing but GET requests. */
export async function runPlan(options: PlanOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const ports = createCliPorts(terminal)
  const about = { command: 'plan', json: options.json }
  const planFile: OutputFile = { option: '--out', path: options.out }
  const obstacle = await obstacleToWriting(planFile, [options.profile, ...secretFiles(options)])
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, about, terminal)
  const read = await readProfile(ports.profileFiles, options.profile)
  if (!read.ok) return refuse({ kind: 'problem', problem: read.error }, about, terminal)
  const { profile, notes } = read.value
  terminal.err.lines(...notes.map((note) => `Note: ${note}`))
  const source = { kind: 'profile', profile } as const
  const site = await openSite(ports, options, { named: profile.site }, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  const password = await givenLdapPassword(ports, options, site.value.address.host, source, terminal)
  if (!password.ok) return refuse(password.error, about, terminal)
  const planned = await planSite(ports, site.value, source, password.value, terminal, signal)
  if (!planned.ok) return refuse(planned.error, about, terminal)
  const { made } = planned.value
  const words = ['--profile', options.profile, ...repeatedWords(options)]
  const next = { command: 'apply', words, needsApproval: profile.safety.needsApproval } as const
  const exitCode = showPlan('plan', made, next, options.json, terminal)
  const unwritten = await writeOutput(planFile, keptPlanText(made.plan, terminal.redactor.redactText))
  if (unwritten === undefined) return exitCode
  terminal.err.lines(`Error: ${unwritten}`)
  return exitCodes.couldNotRun
}
