import type { ParsedInput } from '../../contract/operations.ts'
import type { PreviewRunView } from '../../contract/views.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { PreviewQuestion, PreviewView, UsersSource } from '../../core/preview/preview-desk.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { deskOfSessions } from '../desk-of-sessions.ts'
import { fileNamePart } from '../file-name-part.ts'
import { createKeptResults } from '../kept-results.ts'
import { fileNameOf } from '../preview/file-name-of.ts'
import { type PeopleToRead, peopleOfForm, peopleOfSetUp, refused, type StartedPractice } from '../preview-people.ts'
import { memoryOf, type SiteSession, type SiteSessions } from '../site-sessions.ts'
import { limitsOf } from './preview-settings-handlers.ts'

type PreviewHandlers = Pick<Handlers, Exclude<Extract<keyof Handlers, `preview.${string}`>, 'preview.settings'>>

/** Previews, by the desk. The window names files by ids and sites by their hosts; paths, passwords and keys are kept here. */
export function createPreviewHandlers(ports: AppPorts, sessions: SiteSessions, practice: StartedPractice): PreviewHandlers {
  const files = createKeptResults<string>(ports.newId)
  /** What exports of the latest previews are called. */
  const names = new Map<string, string>()
  /** The directory that was read last for no site: its earlier runs are those that are asked for. */
  let lastDirectory: string | undefined
  const desk = deskOfSessions(ports.previews, sessions)

  /** The directory that was read last, or the one that stands in the form. */
  function runsWithoutSite(): string | undefined {
    const host = lastDirectory ?? ports.workspace.read().form.host.trim()
    return host === '' ? undefined : host
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
          : peopleOfSetUp(ports, { session, practice, ...people }, signal)
      case 'form':
        return peopleOfForm(ports, practice, people)
      case 'ldif': {
        const path = files.find(people.fileId)
        return path === undefined
          ? fail(problem('app.result-gone', {}))
          : succeed({ source: { kind: 'ldif', path, serverType: people.serverType }, isPractice: false, runsOf: undefined })
      }
      case 'recorded':
        return succeed({ source: people, isPractice: false, runsOf: runsWithoutSite() })
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
      const appliedLastTime = session === undefined ? undefined : memoryOf(session.value, ports.memory)?.peopleLastTime
      const { source } = people.value
      ports.log.info('preview started', { people: source.kind, users: users.value.kind })
      const request = { people: source, users: users.value, rules: rulesOf(ports, input), keepAs, appliedLastTime }
      const made = await desk().read(request, emit, signal)
      if (made.ok) ports.log.info('preview made', { counts: made.value.summary.counts, isComplete: made.value.summary.isComplete })
      return named(made)
    },

    'preview.judge': async (input, signal) => named(await desk().judge(input.previewId, rulesOf(ports, input), signal)),

    'preview.rows': ({ previewId, query }, signal) => ask(previewId, { kind: 'rows', query }, signal),
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
      const written = await desk().export(previewId, { format, path: place.path, query }, signal)
      return written.ok ? succeed({ kind: 'saved', path: written.value.path }) : written
    },

    'preview.kept': ({ previewId }) => desk().kept(previewId),

    'preview.runs': async ({ site }) => {
      const keptAs = site === '' ? runsWithoutSite() : site
      if (keptAs === undefined) return succeed([])
      const runs = await desk().runs(keptAs)
      return runs.ok ? succeed(runs.value.map(runView)) : runs
    },

    'preview.close': async ({ previewId }) => {
      // Nothing is opened only to be closed.
      if (names.delete(previewId)) desk().close(previewId)
      return succeed(null)
    }
  }
}

const MOST_NAMES = 20

const filesToChoose = {
  ldif: { title: 'Choose an LDIF file of the directory', endings: ['ldif', 'ldf', 'txt'] },
  users: { title: 'Choose a list of the users of the site', endings: ['json'] }
} as const

function rulesOf(ports: AppPorts, { site, rules }: ParsedInput<'preview.judge'> | ParsedInput<'preview.read'>): PreviewRules {
  return { ...rules, limits: limitsOf(ports, site) }
}

/** Nothing of what is gone with the application is kept beyond it, or compared with what was kept. */
function keepAsOf(session: SiteSession | undefined, { isPractice, runsOf }: PeopleToRead): string | undefined {
  return isPractice || session?.isPractice === true ? undefined : (session?.address.host ?? runsOf)
}

/** `sync-preview-acme-2026-11-22`. */
function exportName(of: string, startedAt: string): string {
  return `sync-preview-${fileNamePart(fileNameOf(of).replace(/\.files\.com$/, ''))}-${startedAt.slice(0, 10)}`
}

function runView({ runId, at, reading, summary, rules }: PreviewRunHead): PreviewRunView {
  const { isComplete, people, counts } = summary
  return { runId, at, directory: directoryIn(reading), isComplete, people, counts, usernameField: rules.usernameField }
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
