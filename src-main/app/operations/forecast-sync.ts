import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { siteLdapAsDirectory } from '../../core/model/service-field-directory.ts'
import { listItems, valueOf } from '../../core/model/service-field-value.ts'
import type { PlanProgress } from '../../core/plan/apply-event.ts'
import type { DirectoryToRead } from '../../core/plan/directories-to-read.ts'
import type { Forecast } from '../../core/plan/forecast.ts'
import { comparableUsername } from '../../core/plan/username.ts'
import type { DirectoryPort } from '../../core/ports.ts'
import type { ProfileDirectory } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { SiteMemory } from '../../core/service/site-memory.ts'
import { narrate, type Tell } from '../narrate.ts'
import { type DirectoryPeople, readDirectoryPeople } from './read-directory-people.ts'
import { cutProblem } from './read-site-state.ts'

export interface ForecastRequest {
  readonly reader: FilesReader
  /** What the plan makes the service read anew. None: no directory is read here either. */
  readonly directories: readonly DirectoryToRead[]
  /** How this computer gets to them, when it is another way than the service's. */
  readonly way: ProfileDirectory | undefined
  readonly ldapPassword: Secret | undefined
  readonly memory: SiteMemory | undefined
}

/**
 * What the next sync would do to people: the directory as the plan leaves its settings, against the users that the sync manages now. Reads
 * only; one sign-in to each directory. A problem only when the users of the site could not be read to the end. Throws `Cancelled`.
 */
export function forecastSync(
  ports: { readonly directory: DirectoryPort },
  request: ForecastRequest,
  signal: CancelSignal
): AsyncGenerator<PlanProgress, Result<Forecast, Problem>> {
  return narrate((tell) => forecast(ports.directory, request, tell, signal))
}

interface Reading {
  readonly directory: DirectoryToRead
  readonly people: DirectoryPeople
}

async function forecast(
  port: DirectoryPort,
  { reader, directories, way, ldapPassword, memory }: ForecastRequest,
  tell: Tell<PlanProgress>,
  signal: CancelSignal
): Promise<Result<Forecast, Problem>> {
  if (directories.length === 0) return succeed({ kind: 'not-needed' })
  if (ldapPassword === undefined || ldapPassword.isEmpty)
    return succeed({ kind: 'not-made', because: 'No password of the service account was given.' })

  const readings: Reading[] = []
  let account: string | undefined
  for (const directory of directories) {
    const settings = siteLdapAsDirectory(directory.fields, way)
    if (settings === undefined || settings.baseDn === '')
      return succeed({ kind: 'not-made', because: 'The settings name no directory, or no place in it.' })
    // A password is shown to nobody else, and tried with no other account: each wrong try counts there.
    if (account !== undefined && account !== comparableUsername(settings.username))
      return succeed({
        kind: 'not-made',
        because: `The password that was given is that of ${account}, and one of the directories is read with another account.`
      })
    account = comparableUsername(settings.username)
    let count = 0
    const request = { settings, groups: groupsOf(directory), password: ldapPassword }
    const people = await readDirectoryPeople(port, request, (found) => (count = found), signal)
    // A password that one directory refused is not shown to the next: each try counts against the account.
    if (!people.ok) return succeed({ kind: 'not-made', because: people.error })
    await tell({ phase: 'directory', count })
    readings.push({ directory, people: people.value })
  }
  const managed = await managedUsers(reader, tell, signal)
  return managed.ok ? succeed(madeForecast(readings, managed.value, memory)) : managed
}

function madeForecast(readings: readonly Reading[], managed: readonly ManagedUser[], memory: SiteMemory | undefined): Forecast {
  const usersOf = ({ targetId }: DirectoryToRead): readonly ManagedUser[] => managed.filter(({ strategyId }) => strategyId === targetId)
  const lost = readings.flatMap(({ directory, people }) =>
    removesPeople(directory) ? usersOf(directory).filter(({ username }) => !people.usernames.has(comparableUsername(username))) : []
  )
  const cut = readings.find(({ people }) => people.cutBecause !== undefined)
  return {
    kind: 'made',
    isComplete: cut === undefined,
    because: cut?.people.cutBecause,
    peopleInDirectory: sum(readings.map(({ people }) => people.usernames.size)),
    peopleLastTime: memory?.peopleLastTime?.count,
    managedUsers: sum(readings.map(({ directory }) => usersOf(directory).length)),
    wouldLose: lost.map(({ username }) => username).sort(),
    assumptions: readings.flatMap(assumptionsOf)
  }
}

/** Only people in these groups count; none: everybody. */
function groupsOf({ resource, fields }: DirectoryToRead): readonly string[] {
  const groups = valueOf(fields, resource === 'site-ldap' ? 'ldap_user_include_groups' : 'provision_group_required')
  return listItems(typeof groups === 'string' ? groups : '')
}

/** A provider may be told to remove nobody; of the site's own sync no such value is documented. */
function removesPeople({ resource, fields }: DirectoryToRead): boolean {
  return resource === 'site-ldap' || valueOf(fields, 'deprovision_users') !== false
}

interface ManagedUser {
  readonly username: string
  readonly strategyId: number | undefined
}

async function managedUsers(
  reader: FilesReader,
  tell: Tell<PlanProgress>,
  signal: CancelSignal
): Promise<Result<readonly ManagedUser[], Problem>> {
  const managed: ManagedUser[] = []
  let count = 0
  const pages = reader.users({}, signal)
  for (;;) {
    const page = await pages.next()
    if (page.done === true) {
      if (page.value.kind === 'complete') return succeed(managed)
      return fail(cutProblem(page.value.failure, reader.address.host, 'the users'))
    }
    for (const { username, externallyManaged, disabled, ssoStrategyId } of page.value)
      if (externallyManaged === true && disabled !== true) managed.push({ username, strategyId: ssoStrategyId })
    count += page.value.length
    await tell({ phase: 'users', count })
  }
}

function assumptionsOf({ directory, people: { disabled } }: Reading): readonly string[] {
  const sync = directory.targetId === undefined ? 'Sync of the site' : `Sync of single sign-on ${String(directory.targetId)}`
  return [
    `${sync}: the filter that Files.com searches by is not documented; people were searched for as directories of this kind keep them.`,
    directory.targetId === undefined
      ? `${sync}: users count as managed by it when they are externally managed and belong to no single sign-on provider.`
      : `${sync}: users count as managed by it when they are externally managed and sign in by this provider.`,
    ...(groupsOf(directory).length === 0
      ? []
      : [`${sync}: only direct members of the named groups were counted, not members of groups inside them.`]),
    ...(disabled === 0 ? [] : [`${sync}: people whose account the directory itself has disabled count as gone (${String(disabled)}).`]),
    ...(removesPeople(directory) ? [] : [`${sync}: nobody is removed, because its settings say so.`])
  ]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
