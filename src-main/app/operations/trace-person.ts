import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { IdentityRow } from '../../core/identity/identity-views.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import type { PreviewDesk } from '../../core/preview/preview-desk.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { readEntries } from '../../core/scim/log/scim-log-view.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader, Pages } from '../../core/service/files-service.ts'
import type { UserFacts } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { isCalled, isSame } from '../../core/trace/find-traced-person.ts'
import { identityRulesOf } from '../../core/trace/identity-of-person.ts'
import { makePersonTrace } from '../../core/trace/make-person-trace.ts'
import { personProvider } from '../../core/trace/person-provider.ts'
import type { PersonTrace, TraceProgress } from '../../core/trace/person-trace.ts'
import { type DirectoryLook, TRACE_DAYS } from '../../core/trace/trace-facts.ts'
import { type DirectoryToTrace, identityRowOf, lookInDirectory } from './look-in-directory.ts'
import { newestScimEntries } from './read-scim-log.ts'

export interface TracePersonPorts {
  readonly clock: ClockPort
  /** Opened when it is needed only: for a directory, or a table of identities. */
  desk(): PreviewDesk
}

export interface TracePersonRequest {
  /** It has no way to write. */
  readonly reader: FilesReader
  readonly name: string
  /** Absent with a sentence: why no directory is asked. */
  readonly directory: DirectoryToTrace | { readonly notAsked: string } | { readonly notRead: Problem }
  /** A table of identities that the desk has; empty: none. */
  readonly identityId: string
}

const MOST_EVENTS = 3000

/** “What is wrong with Anna?”: reads what is known of one person in every place, and judges it. Nothing but reading. Throws `Cancelled`. */
export async function* tracePerson(
  ports: TracePersonPorts,
  { reader, name, directory, identityId }: TracePersonRequest,
  signal: CancelSignal
): AsyncGenerator<TraceProgress, Result<PersonTrace, Problem>> {
  const { host } = reader.address
  const now = new Date(ports.clock.now())
  const since = new Date(now.getTime() - TRACE_DAYS * 86_400_000).toISOString()
  const notRead: string[] = []

  yield { doing: 'reading the providers' }
  const strategies = await collectPages(reader.strategies(signal))
  if (strategies.failure !== undefined)
    return fail(serviceProblem(strategies.failure, { host, action: 'read the single sign-on providers' }))

  yield { doing: 'reading the users' }
  const users: UserFacts[] = []
  let areUsersCut = false
  const pages = reader.users({}, signal)
  for (;;) {
    const page = await pages.next()
    if (page.done === true) {
      if (page.value.kind === 'complete') break
      const found = serviceProblem(page.value.failure, { host, action: 'read the users' })
      if (users.length === 0) return fail(found)
      areUsersCut = true
      notRead.push(`The users of the site were not read to the end. ${found.cause}`)
      break
    }
    users.push(...page.value)
    yield { doing: `reading the users: ${users.length.toLocaleString('en-US')}` }
  }

  const readLog = async <T>(what: string, log: Pages<T>): Promise<readonly T[]> => {
    const read = await newest(log, MOST_EVENTS)
    if (read.failure !== undefined)
      notRead.push(`The ${what} could not be read to the end. ${serviceProblem(read.failure, { host, action: `read the ${what}` }).cause}`)
    else if (read.isCut) notRead.push(`Only the newest ${String(MOST_EVENTS)} of the ${what} were looked at.`)
    return read.items
  }
  yield { doing: 'reading the sign-in events' }
  const ssoEvents = await readLog('sign-in events', reader.ssoEvents(since, signal))
  yield { doing: 'reading the SCIM log' }
  const scim = await newestScimEntries(reader, since, signal)
  if (scim.cutBecause !== undefined) notRead.push(scim.cutBecause)
  yield { doing: 'reading the log of the syncs' }
  const externalEvents = await readLog('log entries', reader.externalEvents(since, signal))
  yield { doing: 'reading the changes of settings' }
  const settingsChanges = await readLog('changes of settings', reader.settingsChanges(since, signal))

  const names = namesToTry(name, users)
  let look: DirectoryLook = directoryNotAsked(directory)
  let identity: IdentityRow | undefined
  if ('source' in directory) {
    yield { doing: 'reading the directory' }
    const own = users.find((user) => names.some((one) => isSame(user.username, one)))
    const { strategy } = personProvider(strategies.items, own)
    const { usernameField, domain } = directory.rules
    const identityRules = identityRulesOf(strategy, strategies.items, directory.isOn ? { usernameField, domain } : undefined)
    const answer = await lookInDirectory(ports.desk(), { directory, site: host, names, identityRules }, () => undefined, signal)
    look = answer.look
    identity = answer.identity
  }
  if (look.kind === 'not-read') notRead.push(`The directory could not be read. ${look.problem.title}. ${look.problem.cause}`)
  if (identityId !== '') identity = (await identityRowOf(ports.desk(), identityId, names, signal)) ?? identity
  throwIfCancelled(signal)

  return succeed(
    makePersonTrace({
      asked: name,
      site: host,
      now: now.toISOString(),
      users,
      areUsersCut,
      strategies: strategies.items,
      directory: look,
      identity,
      ssoEvents,
      scimEntries: readEntries(scim.entries),
      isScimLogCut: scim.cutBecause !== undefined,
      externalEvents,
      settingsChanges,
      notRead
    })
  )
}

function directoryNotAsked(directory: TracePersonRequest['directory']): DirectoryLook {
  if ('notRead' in directory) return { kind: 'not-read', problem: directory.notRead }
  return { kind: 'not-asked', because: 'notAsked' in directory ? directory.notAsked : '' }
}

/** The directory may know the person by the mail or the full name of the account only: that is what a changed user name looks like. */
function namesToTry(name: string, users: readonly UserFacts[]): readonly string[] {
  const [user, another] = users.filter((one) => isCalled(one, name))
  // User name and mail before a full name: several people may share that.
  const known = user === undefined || another !== undefined ? [] : [user.username, user.email ?? '']
  return [...known, name, ...(known.length === 0 ? [] : [user?.name ?? ''])].filter(
    (text, index, all) => text.trim() !== '' && all.findIndex((one) => isSame(one, text)) === index
  )
}

/** The newest items of a list, as many as somebody looks through. */
async function newest<T>(pages: Pages<T>, most: number) {
  const items: T[] = []
  for (;;) {
    const page = await pages.next()
    if (page.done === true) return { items, failure: page.value.kind === 'cut' ? page.value.failure : undefined, isCut: false }
    items.push(...page.value)
    if (items.length <= most) continue
    await pages.return({ kind: 'complete' })
    return { items: items.slice(0, most), failure: undefined, isCut: true }
  }
}
