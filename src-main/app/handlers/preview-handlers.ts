import type { ParsedInput } from '../../contract/operations.ts'
import type { PreviewRunView, PreviewTarget } from '../../contract/views.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { directoryFormMessages, directorySettings } from '../../core/model/directory-form.ts'
import { directoryOfForm } from '../../core/model/directory-way.ts'
import type { DirectorySettings } from '../../core/model/directory-settings.ts'
import type { PracticeSite, RunningPractice } from '../../core/ports.ts'
import type { PeopleSource, PreviewDesk, PreviewQuestion, PreviewView, UsersSource } from '../../core/preview/preview-desk.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { usualSafetyLimits } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { Secret } from '../../core/secret.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { fileNamePart } from '../file-name-part.ts'
import { createKeptResults } from '../kept-results.ts'
import { ldapPasswordFor } from '../ldap-password.ts'
import { readSyncSetUps, type SyncSetUp, usualRules } from '../operations/preview-settings.ts'
import { memoryOf, type SiteSession, type SiteSessions } from '../site-sessions.ts'

type PreviewHandlers = Pick<Handlers, Exclude<Extract<keyof Handlers, `preview.${string}`>, 'preview.settings'>>

export interface StartedPractice {
  /** The practice site, once it runs. */
  readonly site: PracticeSite | undefined
  /** The practice directory, once it runs. */
  readonly directory: RunningPractice | undefined
}

/** With what a preview begins. Its rules are edited and sent back, so nothing in them may be masked. */
export function createPreviewSettingsHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  practice: StartedPractice
): Pick<Handlers, 'preview.settings'> {
  return {
    'preview.settings': async ({ site }, signal) => {
      const rules = usualRules()
      if (site === '') return succeed({ targets: [], limits: usualSafetyLimits, rules })
      const session = await sessions.find(site)
      if (!session.ok) return session
      const setUps = await setUpsOf(ports, session.value, practice, signal)
      if (!setUps.ok) return setUps
      const password = await ldapPasswordFor(ports, session.value, practice, new Secret(''))
      const targets = setUps.value.map((setUp) => targetOf(setUp, password !== undefined))
      return succeed({ targets, limits: limitsOf(ports, site), rules })
    }
  }
}

/** Previews, by the desk. The window names files by ids and sites by their hosts; paths, passwords and keys are kept here. */
export function createPreviewHandlers(ports: AppPorts, sessions: SiteSessions, practice: StartedPractice): PreviewHandlers {
  const files = createKeptResults<string>(ports.newId)
  /** What exports of the latest previews are called. */
  const names = new Map<string, string>()
  /** The directory that was read last for no site: its earlier runs are those that are asked for. */
  let lastDirectory: string | undefined
  let opened: PreviewDesk | undefined

  /** A key that was forgotten is gone from the sessions, and with it the site. */
  function desk(): PreviewDesk {
    return (opened ??= ports.previews.open((site) => {
      const session = sessions.known(site)
      return session === undefined ? undefined : { address: session.address, key: session.key, reader: session.service }
    }))
  }

  async function peopleOf(
    input: ParsedInput<'preview.read'>,
    session: SiteSession | undefined,
    signal: CancelSignal
  ): Promise<Result<PeopleToRead, Problem>> {
    const { people } = input
    switch (people.kind) {
      case 'set-up':
        return session === undefined
          ? refused('people', 'without a site there is no set-up')
          : directoryOfSetUp(ports, { session, practice, ...people }, signal)
      case 'form':
        return directoryOfTheForm(ports, practice, people)
      case 'ldif': {
        const path = files.find(people.fileId)
        return path === undefined
          ? fail(problem('app.result-gone', {}))
          : succeed({ source: { kind: 'ldif', path, serverType: people.serverType }, keepAs: undefined })
      }
      case 'recorded':
        return succeed({ source: people, keepAs: undefined })
    }
  }

  async function usersOf({ users }: ParsedInput<'preview.read'>): Promise<Result<UsersSource, Problem>> {
    if (users.kind === 'site') {
      // Looked up here, so that the desk finds it.
      const session = await sessions.find(users.site)
      return session.ok ? succeed(users) : session
    }
    if (users.kind !== 'file') return succeed(users)
    const path = files.find(users.fileId)
    return path === undefined ? fail(problem('app.result-gone', {})) : succeed({ kind: 'file', path })
  }

  function named(made: Result<PreviewView, Problem>): Result<PreviewView, Problem> {
    if (!made.ok) return made
    const { previewId, site, directory, reading } = made.value
    names.set(previewId, exportName(site ?? directory, reading.startedAt))
    for (const oldest of names.keys()) {
      if (names.size <= MOST_NAMES) break
      names.delete(oldest)
    }
    return made
  }

  const ask = <Q extends PreviewQuestion>(previewId: string, question: Q, signal: CancelSignal) => desk().ask(previewId, question, signal)

  return {
    'preview.choose-file': async ({ what }) => {
      const { title, endings } = filesToChoose[what]
      const answer = await ports.files.chooseFile(title, endings)
      if (answer.kind === 'not-chosen') return succeed(answer)
      return succeed({ kind: 'chosen', fileId: files.keep(answer.path), name: fileNameOf(answer.path) })
    },

    'preview.read': async (input, signal, emit) => {
      const session = input.site === '' ? undefined : await sessions.find(input.site)
      if (session?.ok === false) return session
      const users = await usersOf(input)
      if (!users.ok) return users
      const people = await peopleOf(input, session?.value, signal)
      if (!people.ok) return people
      const keepAs = keepAsOf(session?.value, people.value)
      if (session === undefined && keepAs !== undefined) lastDirectory = keepAs
      const peopleLastTime = session === undefined ? undefined : memoryOf(session.value, ports.memory)?.peopleLastTime?.count
      const { source } = people.value
      ports.log.info('preview started', { people: source.kind, users: users.value.kind })
      const request = { people: source, users: users.value, rules: rulesOf(ports, input), keepAs, peopleLastTime }
      const made = await desk().read(request, emit, signal)
      if (made.ok) ports.log.info('preview made', { counts: made.value.summary.counts, isComplete: made.value.summary.isComplete })
      return named(made)
    },

    'preview.judge': async (input, signal) => named(await desk().judge(input.previewId, rulesOf(ports, input), signal)),

    'preview.rows': ({ previewId, query }, signal) => ask(previewId, { kind: 'rows', query: query }, signal),
    'preview.trace': ({ previewId, row }, signal) => ask(previewId, { kind: 'trace', row }, signal),
    'preview.explain': ({ previewId, name }, signal) => ask(previewId, { kind: 'explain', name }, signal),
    'preview.hits': ({ previewId, lists }, signal) => ask(previewId, { kind: 'hits', lists }, signal),
    'preview.few': ({ previewId }, signal) => ask(previewId, { kind: 'few' }, signal),
    'preview.groups': ({ previewId, query }, signal) => ask(previewId, { kind: 'groups', query }, signal),
    'preview.compare': ({ previewId, runId, offset, limit }, signal) => ask(previewId, { kind: 'compare', runId, offset, limit }, signal),

    'preview.export': async ({ previewId, format, query }, signal) => {
      const name = names.get(previewId)
      if (name === undefined) return fail(problem('app.result-gone', {}))
      const place = await ports.files.choosePlace(`${name}.${format}`)
      if (place.kind === 'not-chosen') return succeed({ kind: 'not-saved' })
      const written = await desk().export(previewId, { format, path: place.path, query: query }, signal)
      return written.ok ? succeed({ kind: 'saved', path: written.value.path }) : written
    },

    'preview.kept': ({ previewId }) => desk().kept(previewId),

    'preview.runs': async ({ site }) => {
      const keptAs = site === '' ? (lastDirectory ?? ports.workspace.read().form.host.trim()) : site
      if (keptAs === '') return succeed([])
      const runs = await desk().runs(keptAs)
      return runs.ok ? succeed(runs.value.map(runView)) : runs
    },

    'preview.close': async ({ previewId }) => {
      desk().close(previewId)
      names.delete(previewId)
      return succeed(null)
    }
  }
}

interface PeopleToRead {
  readonly source: PeopleSource
  /** The directory, under whose name a run is kept when there is no site; absent when it is not kept at all. */
  readonly keepAs: string | undefined
}

const MOST_NAMES = 20

const filesToChoose = {
  ldif: { title: 'Choose an LDIF file of the directory', endings: ['ldif', 'ldf', 'txt'] },
  users: { title: 'Choose a list of the users of the site', endings: ['json'] }
} as const

function refused(where: string, message: string): Result<never, Problem> {
  return fail(problem('app.invalid-input', { where, message }))
}

/** As a plan reads the site; for a practice site without a profile the way to its own directory, whose authority nobody else knows. */
async function setUpsOf(
  ports: AppPorts,
  session: SiteSession,
  practice: StartedPractice,
  signal: CancelSignal
): Promise<Result<readonly SyncSetUp[], Problem>> {
  const profile = ports.profiles.read(session.address.host)
  const practiceForm = session.isPractice ? practice.site?.form : undefined
  const way = profile?.directory ?? (practiceForm === undefined ? undefined : directoryOfForm(practiceForm))
  return readSyncSetUps(ports, { reader: session.service, profile, way }, signal)
}

function limitsOf(ports: AppPorts, site: string) {
  return (site === '' ? undefined : ports.profiles.read(site)?.safety) ?? usualSafetyLimits
}

function rulesOf(ports: AppPorts, { site, rules }: ParsedInput<'preview.judge'> | ParsedInput<'preview.read'>): PreviewRules {
  return { ...rules, limits: limitsOf(ports, site) }
}

function targetOf({ managedBy, title, isOn, settings, rules }: SyncSetUp, hasPassword: boolean): PreviewTarget {
  const directory = settings === undefined ? undefined : { host: settings.host, baseDn: settings.baseDn, username: settings.username }
  return { managedBy, title, isOn, directory, rules, hasPassword }
}

interface SetUpToRead {
  readonly session: SiteSession
  readonly practice: StartedPractice
  readonly managedBy: PreviewRules['managedBy']
  readonly ldapPassword: Secret
}

async function directoryOfSetUp(
  ports: AppPorts,
  { session, practice, managedBy, ldapPassword }: SetUpToRead,
  signal: CancelSignal
): Promise<Result<PeopleToRead, Problem>> {
  const setUps = await setUpsOf(ports, session, practice, signal)
  if (!setUps.ok) return setUps
  const setUp = setUps.value.find((one) => isSameSync(one.managedBy, managedBy))
  if (setUp?.settings === undefined) return refused('people', 'the set-up names no directory, or no place in it')
  const password = await ldapPasswordFor(ports, session, practice, ldapPassword)
  if (password === undefined) return refused('ldapPassword', 'no password is stored for this site, and none was typed')
  return succeed(live(setUp.settings, password, session.isPractice))
}

function isSameSync(one: PreviewRules['managedBy'], other: PreviewRules['managedBy']): boolean {
  return one.kind === 'strategy' && other.kind === 'strategy' ? one.id === other.id : one.kind === other.kind
}

function directoryOfTheForm(
  ports: AppPorts,
  { directory }: StartedPractice,
  { form, password }: Extract<ParsedInput<'preview.read'>['people'], { kind: 'form' }>
): Result<PeopleToRead, Problem> {
  const wrong = directoryFormMessages(form).find(({ severity }) => severity === 'error')
  if (wrong !== undefined) return refused(wrong.field, wrong.text)
  const secret = password.kind === 'typed' ? password.value : directory?.password
  if (secret === undefined) return refused('password', 'the practice directory is not running')
  ports.redactor.register(secret)
  const isPractice = password.kind === 'practice'
  return succeed(live(directorySettings(form, isPractice ? directory?.timeoutSeconds : undefined), secret, isPractice))
}

function live(settings: DirectorySettings, password: Secret, isPractice: boolean): PeopleToRead {
  return { source: { kind: 'live', settings, password }, keepAs: isPractice ? undefined : settings.host }
}

/** What is gone with the application is not kept beyond it. */
function keepAsOf(session: SiteSession | undefined, people: PeopleToRead): string | undefined {
  if (session?.isPractice === true || people.keepAs === undefined) return undefined
  return session?.address.host ?? people.keepAs
}

/** `sync-preview-acme-2026-11-22`. */
function exportName(of: string, startedAt: string): string {
  return `sync-preview-${fileNamePart(fileNameOf(of).replace(/\.files\.com$/, ''))}-${startedAt.slice(0, 10)}`
}

/** On every platform's paths. */
function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

function runView({ runId, at, reading, summary }: PreviewRunHead): PreviewRunView {
  return { runId, at, directory: directoryIn(reading), isComplete: summary.isComplete, people: summary.people, counts: summary.counts }
}

function directoryIn({ source }: PreviewRunHead['reading']): string {
  switch (source.kind) {
    case 'live':
      return source.host
    case 'ldif':
      return fileNameOf(source.file)
    case 'recorded':
      return source.runId
  }
}
