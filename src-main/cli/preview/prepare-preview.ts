import type { PeopleSource, PreviewRequest, UsersSource } from '../../core/preview/preview-desk.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import type { Profile } from '../../core/profile/profile.ts'
import { type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import { parseSiteAddress } from '../../core/service/site-address.ts'
import type { CliPorts } from '../create-cli-ports.ts'
import { readProfile } from '../input-file.ts'
import { type OpenedSite, openSite } from '../open-site.ts'
import { readGivenPassword, readPassword } from '../passwords.ts'
import { badUsage, type Refusal, standsInTheWay } from '../refusal.ts'
import { ldapPasswordSources, type SecretOptions, secretFiles, twoFromStandardInput } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'
import { type ChosenSources, chooseSources } from './choose-sources.ts'
import { parseSyncName } from './choose-sync.ts'
import { findRun } from './find-run.ts'
import { withLimitOptions } from './limit-options.ts'
import { type PreviewBasis, previewBasis } from './preview-basis.ts'
import type { PreviewSourceOptions } from './preview-source-options.ts'
import { usualSafetyLimits } from '../../core/profile/profile.ts'

/** All that a reading needs; nothing of the directory was read yet. */
export interface PreparedPreview {
  readonly request: PreviewRequest
  /** Connected, when its users are compared. */
  readonly site: OpenedSite | undefined
}

/** From the options to a request: profile, site, rules, limits and password. Sends nothing but GET requests to the site. */
export async function preparePreview(
  ports: CliPorts,
  listRuns: () => Promise<Result<readonly PreviewRunHead[], Refusal>>,
  typed: PreviewSourceOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<PreparedPreview, Refusal>> {
  const options = withOnePasswordSource(typed)
  const chosen = checkedOptions(typed, options)
  if (!chosen.ok) return chosen
  const { sources, sync } = chosen.value
  const { people, users } = sources
  const profile = await profileOf(ports, options, terminal)
  if (!profile.ok) return profile
  const recorded = await recordedRun(people, namedHost(users, profile.value), listRuns)
  if (!recorded.ok) return recorded
  const site =
    users.kind === 'site'
      ? await openSite(ports, { ...options, site: users.named }, { named: profile.value?.site }, terminal, signal)
      : succeed(undefined)
  if (!site.ok) return site

  const basisSources = { people: people.kind, sync, profile: profile.value, recorded: recorded.value, reader: site.value?.service }
  const basis = await previewBasis(basisSources, options, ports.certificates, signal)
  if (!basis.ok) return basis
  const notes = [...new Set(basis.value.notes)]
  terminal.err.lines(...notes.map((note) => `Note: ${note}`))
  const host = site.value?.address.host ?? hostOf(profile.value)
  // What the keychain has belongs to the set-up of the site: no other directory that the options name is shown it.
  const passwordOf = people.kind === 'set-up' ? host : undefined
  const whose = { people, recorded: recorded.value, basis: basis.value, host: passwordOf }
  const source = await peopleSource(whose, ports, options, terminal, signal)
  if (!source.ok) return source
  return succeed({
    site: site.value,
    request: {
      people: source.value,
      users: usersSource(users, site.value),
      rules: basis.value.rules,
      keepAs: site.value?.address.host ?? recorded.value?.site ?? (source.value.kind === 'live' ? source.value.settings.host : undefined),
      appliedLastTime: host === undefined ? undefined : ports.memory.read(host)?.peopleLastTime
    }
  })
}

/** Files that this command reads: a result may take the place of none of them. */
export function previewInputs(options: PreviewSourceOptions): readonly (string | undefined)[] {
  return [options.profile, options.ldif, options.users, options.caFile, ...secretFiles(withOnePasswordSource(options))]
}

/** “check” calls the LDAP password by a shorter name. */
function withOnePasswordSource(options: PreviewSourceOptions): PreviewSourceOptions {
  return {
    ...options,
    ldapPasswordFile: options.ldapPasswordFile ?? options.passwordFile,
    ldapPasswordStdin: options.ldapPasswordStdin ?? options.passwordStdin
  }
}

/** Everything that can be said without reading anything, at once. */
function checkedOptions(typed: PreviewSourceOptions, options: PreviewSourceOptions) {
  const sources = chooseSources(typed)
  const limits = withLimitOptions(usualSafetyLimits, options)
  const twice = twoFromStandardInput(options)
  const wrong = [...(sources.ok ? [] : sources.error), ...(limits.ok ? [] : limits.error), ...(twice === undefined ? [] : [twice])]
  if (!sources.ok || wrong.length > 0) return badUsage(...wrong)
  const sync = parseSyncName(options.strategy)
  return sync.ok ? succeed({ sources: sources.value, sync: sync.value }) : sync
}

/** As far as one is named; its notes are told. */
export async function profileOf(
  ports: CliPorts,
  { profile: path }: PreviewSourceOptions,
  terminal: { readonly err: Pick<Terminal['err'], 'lines'> }
): Promise<Result<Profile | undefined, Refusal>> {
  if (path === undefined) return succeed(undefined)
  const read = await readProfile(ports.profileFiles, path)
  if (!read.ok) return standsInTheWay(read.error)
  terminal.err.lines(...read.value.notes.map((note) => `Note: ${note}`))
  return succeed(read.value.profile)
}

/** The last run is that of the site at hand: what another one was compared with says nothing about its users. */
async function recordedRun(
  people: ChosenSources['people'],
  host: string | undefined,
  listRuns: () => Promise<Result<readonly PreviewRunHead[], Refusal>>
): Promise<Result<PreviewRunHead | undefined, Refusal>> {
  if (people.kind !== 'run') return succeed(undefined)
  const runs = await listRuns()
  if (!runs.ok) return runs
  const ofHost = host === undefined ? runs.value : runs.value.filter(({ site }) => site === host)
  return findRun(people.named.trim().toLowerCase() === 'last' ? ofHost : runs.value, people.named)
}

/** Of the site that options or profile name, as far as it can be told before anybody has asked it. */
function namedHost(users: ChosenSources['users'], profile: Profile | undefined): string | undefined {
  const named = users.kind === 'site' ? users.named : undefined
  const address = named === undefined ? undefined : parseSiteAddress(named)
  return address?.ok === true ? address.value.host : hostOf(profile)
}

interface WhoseDirectory {
  readonly people: ChosenSources['people']
  readonly recorded: PreviewRunHead | undefined
  readonly basis: PreviewBasis
  /** Of the site, under which the keychain may have the password. */
  readonly host: string | undefined
}

async function peopleSource(
  { people, recorded, basis, host }: WhoseDirectory,
  ports: CliPorts,
  options: PreviewSourceOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<PeopleSource, Refusal>> {
  if (recorded !== undefined) return succeed({ kind: 'recorded', runId: recorded.runId })
  if (people.kind === 'ldif') {
    const { serverType } = basis
    return serverType === 'auto'
      ? badUsage('--type is missing: say by active-directory or openldap what kind of directory the LDIF file was exported from.')
      : succeed({ kind: 'ldif', path: people.path, serverType })
  }
  const settings = basis.directory
  if (settings === undefined || settings.baseDn === '' || settings.username === '')
    return badUsage(
      'The settings name no directory that could be read (LDAP host, user name and base). Name them in the profile, or use --host, --username and --base-dn, or --ldif FILE.'
    )
  const password = await ldapPassword(ports, options, { host, username: settings.username }, terminal, signal)
  return password.ok ? succeed({ kind: 'live', settings, password: password.value }) : password
}

/** From a file, standard input or the environment, then from the keychain, and at last from a person. */
async function ldapPassword(
  ports: CliPorts,
  options: SecretOptions,
  { host, username }: { readonly host: string | undefined; readonly username: string },
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<Secret, Refusal>> {
  const sources = ldapPasswordSources(options)
  const given = await readGivenPassword(sources, terminal)
  if (!given.ok) return badUsage(given.error)
  if (given.value !== undefined) return succeed(given.value)
  const stored = host === undefined ? undefined : await ports.keychain.read({ kind: 'ldap-password', site: host })
  if (stored?.ok === true && stored.value !== undefined) {
    terminal.redactor.register(stored.value)
    return succeed(stored.value)
  }
  const ways = '--ldap-password-file FILE or --ldap-password-stdin'
  const asked = await readPassword({ ...sources, prompt: `LDAP password of ${username}`, ways }, terminal, signal)
  return asked.ok ? asked : badUsage(asked.error)
}

export function usersSource(users: ChosenSources['users'], site: OpenedSite | undefined): UsersSource {
  switch (users.kind) {
    case 'site':
      return site === undefined ? { kind: 'none' } : { kind: 'site', site: site.address.host }
    case 'file':
    case 'recorded':
    case 'none':
      return users
  }
}

function hostOf(profile: Profile | undefined): string | undefined {
  const address = profile === undefined ? undefined : parseSiteAddress(profile.site)
  return address?.ok === true ? address.value.host : undefined
}
