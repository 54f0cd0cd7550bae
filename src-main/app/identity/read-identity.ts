import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { readEntraUsers } from '../../core/identity/entra-people.ts'
import { type IdentityPeople, peopleOfSnapshot } from '../../core/identity/identity-people.ts'
import type { IdentityRequest } from '../../core/identity/identity-tables.ts'
import type { IdentityProgress, IdentityRules } from '../../core/identity/identity-views.ts'
import { momentText } from '../../core/model/day-text.ts'
import { usualSafetyLimits } from '../../core/profile/profile.ts'
import type { DirectorySnapshot } from '../../core/preview/directory-snapshot.ts'
import type { PeopleSource } from '../../core/preview/preview-desk.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { SiteUsers } from '../../core/preview/site-users.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { fileNameOf } from '../preview/file-name-of.ts'
import type { KeptPreviews } from '../preview/kept-previews.ts'
import type { PreviewDeskPorts } from '../preview/preview-desk-ports.ts'
import { createProgressTeller } from '../preview/preview-progress.ts'
import { readAtOnce } from '../preview/read-at-once.ts'
import { readPeople } from '../preview/read-people.ts'
import { readUsers, type UsersRead } from '../preview/read-site-users.ts'

/** What one reading gave. Judgements by other rules share it, and nobody changes it. */
export interface IdentityData {
  /** The people as these rules need them; the problem is why they cannot be named so without reading them again. */
  readonly peopleFor: (rules: IdentityRules) => Result<IdentityPeople, Problem>
  readonly users: SiteUsers | undefined
  readonly peopleCalled: string
  readonly usersCalled: string | undefined
  /** ISO 8601, UTC. */
  readonly readAt: string
  readonly cutBecause: string | undefined
  /** Provider that users count as who do not say it themselves; absent: all of them say it, or there are none. */
  readonly usersOf: { readonly strategyId: number | undefined } | undefined
}

/** People and users at the same time. Throws `Cancelled`. */
export async function readIdentity(
  ports: PreviewDeskPorts,
  previews: Pick<KeptPreviews, 'find'>,
  { people, users, rules }: IdentityRequest,
  tell: (progress: IdentityProgress) => void,
  signal: CancelSignal
): Promise<Result<IdentityData, Problem>> {
  const isWithPeople = people.kind === 'recorded' || people.kind === 'preview'
  if (users.kind === 'recorded' && !isWithPeople)
    return fail(problem('app.invalid-input', { where: 'users', message: 'recorded users go with the people of the same run' }))
  const progress = createProgressTeller(
    ({ directory, site }) => tell({ people: directory.people, users: site?.users }),
    ports.clock,
    users.kind !== 'none'
  )
  const readAt = new Date(ports.clock.now())
  const read = await readAtOnce(
    signal,
    (ended) => readUsers(ports, users, managedBy(rules), progress, ended),
    async (ended): Promise<Result<ReadPeople, Problem>> => {
      if (people.kind === 'entra') return readExport(ports, people.path, ended)
      if (people.kind === 'preview') return peopleOfPreview(previews, people.previewId)
      if (people.kind === 'recorded') return readRun(ports, people.runId, ended)
      const usernameField = fieldToRead(people, rules)
      const directory = await readPeople(ports, people, { rules: readingRules(rules, usernameField), progress, now: readAt }, ended)
      return directory.ok
        ? succeed({ ...ofDirectory(directory.value.snapshot, usernameField), called: directory.value.called, own: undefined })
        : directory
    }
  )
  if (!read.ok) return read
  const [usersRead, peopleRead] = read.value
  const site = usersOf(usersRead, peopleRead)
  tell({ people: peopleRead.count, users: site.users?.count })
  return succeed({
    peopleFor: peopleRead.peopleFor,
    users: site.users,
    peopleCalled: peopleRead.called,
    usersCalled: site.called,
    readAt: peopleRead.readAt ?? readAt.toISOString(),
    cutBecause: cutText(peopleRead.cutBecause, site.users),
    usersOf: users.kind === 'file' ? { strategyId: rules.strategyId } : undefined
  })
}

interface ReadPeople extends Pick<IdentityData, 'peopleFor'> {
  readonly count: number
  readonly called: string
  readonly cutBecause: string | undefined
  /** When they were read, where that was earlier. */
  readonly readAt?: string
  /** The users that stand beside them: of a run, or of a preview. */
  readonly own: { readonly users: SiteUsers | undefined; readonly called: string | undefined } | undefined
}

async function readExport(
  { offline }: Pick<PreviewDeskPorts, 'offline'>,
  path: string,
  signal: CancelSignal
): Promise<Result<ReadPeople, Problem>> {
  const file = fileNameOf(path)
  const table = await offline.readTable(path, signal)
  if (!table.ok) return fail(problem('identity.entra-file.unreadable', { file, reason: table.error }))
  const users = readEntraUsers(file, table.value)
  if (!users.ok) return users
  return succeed({
    peopleFor: ({ ldap }) => succeed(users.value.people(ldap?.usernameField)),
    count: table.value.rows.length,
    called: file,
    cutBecause: undefined,
    own: undefined
  })
}

function peopleOfPreview(previews: Pick<KeptPreviews, 'find'>, previewId: string): Result<ReadPeople, Problem> {
  const opened = previews.find(previewId)
  if (opened === undefined) return fail(problem('app.result-gone', {}))
  const { snapshot, usernameField, directoryCalled, site, siteCalled, now } = opened.judged.data
  return succeed({
    ...ofDirectory(snapshot, usernameField),
    called: directoryCalled,
    readAt: now.toISOString(),
    own: { users: site, called: siteCalled }
  })
}

async function readRun(
  { runs }: Pick<PreviewDeskPorts, 'runs'>,
  runId: string,
  signal: CancelSignal
): Promise<Result<ReadPeople, Problem>> {
  const run = await runs.read(runId, signal)
  if (!run.ok) return run
  const { head, directory, users } = run.value
  return succeed({
    ...ofDirectory({ people: directory.people, reading: head.reading }, head.rules.usernameField),
    called: momentText(head.at),
    readAt: head.at,
    own: { users, called: users === undefined ? undefined : head.site }
  })
}

function ofDirectory(
  snapshot: Pick<DirectorySnapshot, 'people' | 'reading'>,
  usernameField: string
): Pick<ReadPeople, 'peopleFor' | 'count' | 'cutBecause'> {
  const people = peopleOfSnapshot(snapshot, usernameField)
  const { end } = snapshot.reading
  return {
    peopleFor: ({ ldap }) =>
      ldap === undefined || ldap.usernameField.toLowerCase() === usernameField.toLowerCase()
        ? succeed(people)
        : fail(
            problem('app.invalid-input', {
              where: 'usernameField',
              message: `the directory was read with ${usernameField} as user name field, so LDAP names cannot be made of ${ldap.usernameField} without reading it again`
            })
          ),
    count: people.count,
    cutBecause: end.kind === 'cut' && end.where === 'people' ? end.because : undefined
  }
}

function usersOf(read: UsersRead, people: ReadPeople): { readonly users: SiteUsers | undefined; readonly called: string | undefined } {
  if (read.users !== 'of-the-run') return { users: read.users, called: read.called }
  return people.own ?? { users: undefined, called: undefined }
}

function cutText(people: string | undefined, users: SiteUsers | undefined): string | undefined {
  const parts = [
    ...(people === undefined ? [] : [`Not all people were read: ${people}`]),
    ...(users === undefined || users.isComplete ? [] : [`Not all users were read: ${users.cutBecause ?? 'nobody knows why'}`])
  ]
  return parts.length === 0 ? undefined : parts.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ')
}

function fieldToRead(source: Exclude<PeopleSource, { kind: 'recorded' }>, { ldap }: IdentityRules): string {
  if (ldap !== undefined) return ldap.usernameField
  if (source.kind === 'live' && source.settings.usernameField !== '') return source.settings.usernameField
  const serverType = source.kind === 'live' ? source.settings.serverType : source.serverType
  return serverType === 'openldap' ? 'uid' : 'sAMAccountName'
}

function managedBy({ strategyId }: IdentityRules): PreviewRules['managedBy'] {
  return strategyId === undefined ? { kind: 'site-ldap' } : { kind: 'strategy', id: strategyId }
}

/** Only the user name field matters: nothing is judged by these. */
function readingRules(rules: IdentityRules, usernameField: string): PreviewRules {
  return {
    usernameField,
    domain: rules.ldap?.domain ?? '',
    requiredGroups: '',
    includedGroups: '',
    excludedGroups: '',
    directMembersOnly: true,
    managedBy: managedBy(rules),
    provisionsUsers: true,
    provisionsGroups: true,
    whenGone: 'nothing',
    limits: usualSafetyLimits
  }
}
