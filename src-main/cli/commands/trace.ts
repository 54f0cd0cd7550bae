import { createPreviewDesk } from '../../app/preview/create-preview-desk.ts'
import { readSyncSetUps } from '../../app/operations/preview-settings.ts'
import { tracePerson, type TracePersonRequest } from '../../app/operations/trace-person.ts'
import type { Profile } from '../../core/profile/profile.ts'
import { type Result, succeed } from '../../core/result.ts'
import { type PersonRepair, type PersonTrace } from '../../core/trace/person-trace.ts'
import { type CliPorts, createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readProfile } from '../input-file.ts'
import { type OpenedSite, openSite, type SiteOptions } from '../open-site.ts'
import { obstacleToWriting, type OutputFile, writeOutput } from '../output-file.ts'
import { readGivenPassword } from '../passwords.ts'
import { previewAdapters } from '../preview/read-preview.ts'
import { createProgressLines } from '../progress-lines.ts'
import { badUsage, refuse, type Refusal } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { traceDocument, traceLines } from '../reporters/trace.ts'
import { ldapPasswordSources, secretFiles } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface TraceOptions extends SiteOptions {
  readonly profile: string
  readonly repair?: string | undefined
  readonly writeProfile?: string | undefined
  readonly json?: true | undefined
}

/** What is wrong with one person, from everything that can be read. Changes nothing; a repair can be written as a profile. */
export async function runTrace(
  name: string,
  options: TraceOptions,
  version: string,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const about = { command: 'trace', json: options.json }
  const file: OutputFile = { option: '--write-profile', path: options.writeProfile }
  const wrong = await usageMessage(name, options, file)
  if (wrong !== undefined) return refuse({ kind: 'usage', lines: [wrong] }, about, terminal)
  const ports = createCliPorts(terminal)
  const read = await readProfile(ports.profileFiles, options.profile)
  if (!read.ok) return refuse({ kind: 'problem', problem: read.error }, about, terminal)
  const { profile } = read.value
  const site = await openSite(ports, options, { named: profile.site }, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  const directory = await directoryOf(ports, site.value, profile, options, terminal, signal)
  if (!directory.ok) return refuse(directory.error, about, terminal)

  const trace = await traced(ports, site.value, { name, directory: directory.value, version }, terminal, signal)
  if (!trace.ok) return refuse(trace.error, about, terminal)
  const chosen = chosenRepair(trace.value, options)
  if (!chosen.ok) return refuse(chosen.error, about, terminal)
  const repair = chosen.value
  if (repair !== undefined) {
    const unwritten = await writeOutput(file, terminal.redactor.redactText(ports.profileFiles.text(repairProfile(profile, repair))))
    if (unwritten !== undefined) return refuse({ kind: 'usage', lines: [unwritten] }, about, terminal)
  }
  const written = repair === undefined ? undefined : options.writeProfile
  const { out, redactor } = terminal
  if (options.json === true) out.document(jsonText(traceDocument(trace.value, site.value.address.host, written), redactor.redactText))
  else out.lines(...traceLines(trace.value, { written, profile: options.profile }, out.style))
  if (written === undefined && options.writeProfile !== undefined)
    terminal.err.lines('Note: --write-profile: none of the repairs is a change of the user, so no profile was written.')
  return trace.value.causes.length === 0 ? exitCodes.ok : exitCodes.failed
}

async function usageMessage(name: string, options: TraceOptions, file: OutputFile): Promise<string | undefined> {
  if (name.trim() === '') return 'Name somebody: by user name, mail address or full name.'
  if (options.repair !== undefined && options.writeProfile === undefined)
    return '--repair chooses what --write-profile writes: name a file with it.'
  return obstacleToWriting(file, [options.profile, ...secretFiles(options)])
}

/** The directory of the profile, laid over what the site holds. Nobody is asked for its password: without one the directory is left out. */
async function directoryOf(
  ports: CliPorts,
  { service, address }: OpenedSite,
  profile: Profile,
  options: TraceOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<TracePersonRequest['directory'], Refusal>> {
  const given = await readGivenPassword(ldapPasswordSources(options), terminal)
  if (!given.ok) return badUsage(given.error)
  const setUps = await readSyncSetUps(ports, { reader: service, profile, way: profile.directory }, signal)
  if (!setUps.ok) return succeed({ notRead: setUps.error })
  const setUp = setUps.value.find(({ settings }) => settings !== undefined)
  if (setUp?.settings === undefined) return succeed({ notAsked: 'Neither the profile nor the site names a directory.' })
  const stored = given.value === undefined ? await ports.keychain.read({ kind: 'ldap-password', site: address.host }) : undefined
  const password = given.value ?? (stored?.ok === true ? stored.value : undefined)
  if (password === undefined)
    return succeed({ notAsked: 'No password of the directory was given: use --ldap-password-file FILE, and its entry is looked at too.' })
  terminal.redactor.register(password)
  const source = { kind: 'live', settings: setUp.settings, password } as const
  return succeed({ source, rules: { ...setUp.rules, limits: profile.safety }, isOn: setUp.isOn })
}

async function traced(
  ports: CliPorts,
  { service, address }: OpenedSite,
  { name, directory, version }: { readonly name: string; readonly directory: TracePersonRequest['directory']; readonly version: string },
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<PersonTrace, Refusal>> {
  const adapters = previewAdapters(ports, terminal)
  const desk = () =>
    createPreviewDesk({
      ...adapters,
      version,
      runs: { ...adapters.runs, save: () => Promise.resolve(succeed(null)) },
      readerOf: (host) => (host === address.host ? service : undefined)
    })
  const progress = createProgressLines(terminal)
  const steps = tracePerson({ clock: ports.clock, desk }, { reader: service, name, directory, identityId: '' }, signal)
  try {
    for (;;) {
      const step = await steps.next()
      if (step.done === true) return step.value.ok ? step.value : { ok: false, error: { kind: 'problem', problem: step.value.error } }
      progress.now(step.value.doing)
    }
  } finally {
    progress.end()
  }
}

type PlannedRepair = Extract<PersonRepair['does'], { readonly kind: 'plan' }>

/** The first that is a change of the user, or the one that was named. */
function chosenRepair({ repairs }: PersonTrace, { repair, writeProfile }: TraceOptions): Result<PlannedRepair | undefined, Refusal> {
  if (writeProfile === undefined) return succeed(undefined)
  const planned = repairs.flatMap(({ id, does }) => (does.kind === 'plan' ? [{ id, does }] : []))
  if (repair === undefined) return succeed(planned[0]?.does)
  const named = planned.find(({ id }) => id === repair)
  if (named !== undefined) return succeed(named.does)
  const ids = planned.map(({ id }) => id).join(', ')
  return badUsage(`--repair: there is no repair “${repair}” that a plan can make.${ids === '' ? '' : ` There is: ${ids}.`}`)
}

/** Nothing but the repair: whatever else the profile wants is not mixed with it. */
function repairProfile(profile: Profile, { user }: PlannedRepair): Profile {
  return { ...profile, siteLdap: undefined, strategies: [], saml: undefined, oauth: undefined, groups: [], users: [user] }
}
