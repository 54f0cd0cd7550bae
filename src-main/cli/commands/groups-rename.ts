import { mapGroups } from '../../app/operations/map-groups.ts'
import { cutProblem } from '../../app/operations/read-site-state.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { problem } from '../../core/errors.ts'
import { PROFILE_VERSION, type Profile, usualSafetyLimits } from '../../core/profile/profile.ts'
import { type Result, succeed } from '../../core/result.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { ApplyOptions } from '../apply-options.ts'
import { applySource } from '../apply-source.ts'
import { type CliPorts, createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readInput, readProfile } from '../input-file.ts'
import { type OpenedSite, openSite } from '../open-site.ts'
import { obstacleToWriting, type OutputFile, writeOutput } from '../output-file.ts'
import { type Refusal, refuse, standsInTheWay } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { commandLines } from '../reporters/lines.ts'
import { secretFiles } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface GroupsRenameOptions extends ApplyOptions {
  readonly mapping: string
  readonly profile?: string | undefined
  readonly writeProfile?: string | undefined
  readonly receipt?: string | undefined
}

const COMMAND = 'groups rename'

/** Names for groups that are called by an id: a profile of nothing else, planned and carried out as “apply” does, or only written. */
export async function runGroupsRename(options: GroupsRenameOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const about = { command: COMMAND, json: options.json }
  const receiptFile: OutputFile = { option: '--receipt', path: options.receipt }
  const newFile: OutputFile = { option: '--write-profile', path: options.writeProfile }
  const inputs = [options.mapping, options.profile, options.approval, ...secretFiles(options)]
  const obstacle = (await obstacleToWriting(receiptFile, inputs)) ?? (await obstacleToWriting(newFile, inputs))
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, about, terminal)
  if (options.writeProfile !== undefined && options.digest !== undefined)
    return refuse(
      { kind: 'usage', lines: ['Give either --write-profile or --digest: a profile is only written, or the names are sent.'] },
      about,
      terminal
    )
  const ports = createCliPorts(terminal)
  const read = options.profile === undefined ? undefined : await readProfile(ports.profileFiles, options.profile)
  if (read?.ok === false) return refuse({ kind: 'problem', problem: read.error }, about, terminal)
  const given = read?.value.profile
  const profileAt = (site: OpenedSite) => profileOf(ports, options.mapping, given, site, terminal, signal)

  if (options.writeProfile !== undefined) {
    const site = await openSite(ports, options, { named: given?.site }, terminal, signal)
    const profile = site.ok ? await profileAt(site.value) : site
    if (!profile.ok) return refuse(profile.error, about, terminal)
    return writeProfile(ports, profile.value, options.writeProfile, options.json, terminal)
  }
  const job = {
    command: COMMAND,
    named: given?.site,
    receiptFile,
    sourceWords: ['--mapping', options.mapping, ...(options.profile === undefined ? [] : ['--profile', options.profile])],
    sourceOf: async (site: OpenedSite) => {
      const profile = await profileAt(site)
      return profile.ok ? succeed({ kind: 'profile', profile: profile.value } as const) : profile
    }
  } as const
  return applySource(ports, job, options, terminal, signal)
}

/** Only the names: of a profile that was given, its site, its way to the directory and its limits count. */
async function profileOf(
  ports: CliPorts,
  mapping: string,
  given: Profile | undefined,
  { address, service }: OpenedSite,
  terminal: Terminal,
  signal: CancelSignal
): Promise<Result<Profile, Refusal>> {
  const bytes = await readInput(mapping)
  const table = bytes.ok ? ports.tables.read(bytes.value) : bytes
  if (!table.ok) return standsInTheWay(problem('jit.mapping.unreadable', { file: mapping, reason: table.error }))
  const { items, failure } = await collectPages(service.groups(signal))
  if (failure !== undefined) return standsInTheWay(cutProblem(failure, address.host, 'the groups'))
  const mapped = mapGroups(table.value, items)
  if (!mapped.ok) return standsInTheWay(mapped.error)
  const { headline, rows, unused, groups } = mapped.value
  terminal.err.lines(
    headline,
    ...rows.flatMap(({ from, problem: because }) => (because === undefined ? [] : [`Left as it is: ${from}. ${because.cause}`])),
    ...unusedLines(unused)
  )
  return succeed({
    schemaVersion: PROFILE_VERSION,
    name: given?.name ?? '',
    site: given?.site ?? (address.origin.startsWith('https://') ? address.host : address.origin),
    directory: given?.directory,
    siteLdap: undefined,
    strategies: [],
    saml: undefined,
    oauth: undefined,
    users: [],
    groups,
    safety: given?.safety ?? usualSafetyLimits
  })
}

async function writeProfile(
  ports: CliPorts,
  profile: Profile,
  path: string,
  json: true | undefined,
  { out, err, redactor }: Terminal
): Promise<ExitCode> {
  const unwritten = await writeOutput({ option: '--write-profile', path }, redactor.redactText(ports.profileFiles.text(profile)))
  if (unwritten !== undefined) {
    err.lines(`Error: ${unwritten}`)
    return exitCodes.couldNotRun
  }
  if (json === true)
    out.document(jsonText({ schemaVersion: 1, command: COMMAND, outcome: 'written', file: path, profile }, redactor.redactText))
  else
    out.lines(
      `${path} holds the new names. To see what they change:`,
      ...commandLines(['entra-setup', 'plan', '--profile', path], out.style)
    )
  return exitCodes.ok
}

function unusedLines(count: number): readonly string[] {
  if (count === 0) return []
  return [
    count === 1
      ? 'One line of the mapping names no group of this site.'
      : `${String(count)} lines of the mapping name no group of this site.`
  ]
}
