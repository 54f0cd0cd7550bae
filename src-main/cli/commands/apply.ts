import { applySource } from '../apply-source.ts'
import type { ApplyOptions } from '../apply-options.ts'
import { createCliPorts } from '../create-cli-ports.ts'
import type { ExitCode } from '../exit-codes.ts'
import { readProfile } from '../input-file.ts'
import { obstacleToWriting } from '../output-file.ts'
import { refuse } from '../refusal.ts'
import { secretFiles } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface ApplyCommandOptions extends ApplyOptions {
  readonly profile: string
  readonly receipt?: string | undefined
}

/** Carries out the plan of a profile. */
export async function runApply(options: ApplyCommandOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const receiptFile = { option: '--receipt', path: options.receipt }
  const obstacle = await obstacleToWriting(receiptFile, [options.profile, options.approval, ...secretFiles(options)])
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, { command: 'apply', json: options.json }, terminal)
  const ports = createCliPorts(terminal)
  const read = await readProfile(ports.profileFiles, options.profile)
  if (!read.ok) return refuse({ kind: 'problem', problem: read.error }, { command: 'apply', json: options.json }, terminal)
  const { profile, notes } = read.value
  terminal.err.lines(...notes.map((note) => `Note: ${note}`))
  const job = {
    command: 'apply',
    source: { kind: 'profile', profile },
    named: profile.site,
    receiptFile,
    sourceWords: ['--profile', options.profile]
  } as const
  return applySource(ports, job, options, terminal, signal)
}
