import { readReceiptFile } from '../../core/plan/receipt-file.ts'
import { applySource } from '../apply-source.ts'
import type { ApplyOptions } from '../apply-options.ts'
import { createCliPorts } from '../create-cli-ports.ts'
import type { ExitCode } from '../exit-codes.ts'
import { readProfile, readTextInput } from '../input-file.ts'
import { obstacleToWriting } from '../output-file.ts'
import { refuse } from '../refusal.ts'
import { secretFiles } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface UndoOptions extends ApplyOptions {
  readonly receipt: string
  readonly profile?: string | undefined
  readonly out?: string | undefined
}

/** Takes back what a receipt proves, by a plan of its own. */
export async function runUndo(options: UndoOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const receiptFile = { option: '--out', path: options.out }
  const read = [options.receipt, options.profile, options.approval, ...secretFiles(options)]
  const obstacle = await obstacleToWriting(receiptFile, read)
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, { command: 'undo', json: options.json }, terminal)
  const ports = createCliPorts(terminal)
  const text = await readTextInput(options.receipt)
  const receipt = text.ok ? readReceiptFile(text.value, options.receipt) : text
  if (!receipt.ok) return refuse({ kind: 'problem', problem: receipt.error }, { command: 'undo', json: options.json }, terminal)
  const profile = options.profile === undefined ? undefined : await readProfile(ports.profileFiles, options.profile)
  if (profile?.ok === false) return refuse({ kind: 'problem', problem: profile.error }, { command: 'undo', json: options.json }, terminal)
  const job = {
    command: 'undo',
    source: { kind: 'undo', receipt: receipt.value, profile: profile?.value.profile },
    named: receipt.value.site,
    receiptFile,
    sourceWords: ['--receipt', options.receipt, ...(options.profile === undefined ? [] : ['--profile', options.profile])]
  } as const
  return applySource(ports, job, options, terminal, signal)
}
