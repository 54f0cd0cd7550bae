import { readFileSync } from 'node:fs'
import { readUsersFile } from '../../../src-main/adapters/preview/read-users-file.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { runPreview } from '../../../src-main/core/preview/run-preview.ts'
import { summarizePreview } from '../../../src-main/core/preview/summary.ts'
import { benchRules } from './bench-rules.ts'
import { type DirectoryInput, readDirectory } from './read-directory.ts'

export interface PreviewInput extends DirectoryInput {
  /** Read before the clock starts; absent: no site. */
  readonly usersFile?: string
  /** Directory only: nothing is judged. */
  readonly readsOnly?: boolean
}

export interface PreviewTimes {
  /** From the first connection to the summary. */
  readonly wholeMs: number
  readonly readMs: number
  /** From the end of the reading to the summary. */
  readonly leftMs: number
  /** From the first connection, signing in included, to the first people. */
  readonly firstRowsMs: number
  /** Of this process, over the same time as `wholeMs`: what other work on the machine hardly changes. */
  readonly cpuMs: number
  readonly peakMemoryMb: number
  readonly people: number
  readonly groups: number
  readonly parts: number
  readonly end: string
  readonly effectiveMemberships: number
  readonly created: number
  readonly changed: number
  readonly gone: number
}

/** One whole preview, as the desk makes it, in a process that does nothing else. Prints its times. */
const { usersFile, readsOnly = false, ...input } = JSON.parse(process.argv[2] ?? '{}') as PreviewInput
// What the generator writes says nothing about how a user signs in.
const unsaid = { authenticationMethod: 'none', ssoStrategyId: undefined, externallyManaged: true }
const users = usersFile === undefined ? undefined : await readUsersFile(usersFile, neverCancelled, { unsaid })
if (users?.ok === false) throw new Error(JSON.stringify(users.error))

const startedCpu = process.cpuUsage()
const startedMs = performance.now()
const site = users?.value
const { builder, ahead, facts, parts, readMs, firstRowsMs } = await readDirectory(input, Promise.resolve(site))
const times = { readMs, firstRowsMs, people: builder.people, groups: builder.groups, parts, end: facts.end.kind }
if (readsOnly) print({ ...times, wholeMs: readMs, leftMs: 0, effectiveMemberships: 0, created: 0, changed: 0, gone: 0 })
else {
  const preview = runPreview(builder.finish(facts), site, benchRules, { now: new Date() }, ahead)
  const { reasons, effectiveMemberships } = summarizePreview(preview, input.settings.baseDn)
  const wholeMs = performance.now() - startedMs
  const counted = { created: reasons['new-person'] ?? 0, changed: reasons['fields-differ'] ?? 0, gone: reasons['gone-from-directory'] ?? 0 }
  print({ ...times, wholeMs, leftMs: wholeMs - readMs, effectiveMemberships, ...counted })
}

function print(result: Omit<PreviewTimes, 'peakMemoryMb' | 'cpuMs'>): void {
  const { user, system } = process.cpuUsage(startedCpu)
  const peakMemoryMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  console.log(JSON.stringify({ ...result, cpuMs: (user + system) / 1000, peakMemoryMb } satisfies PreviewTimes))
}
