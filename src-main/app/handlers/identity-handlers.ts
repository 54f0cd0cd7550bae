import type { ParsedInput } from '../../contract/operations.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { IdentityPeopleSource, IdentityUsersSource } from '../../core/identity/identity-tables.ts'
import type { IdentityRules, IdentityView } from '../../core/identity/identity-views.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { deskOfSessions } from '../desk-of-sessions.ts'
import { fileNamePart } from '../file-name-part.ts'
import { createIdentityDesk, type IdentityDesk } from '../identity/identity-desk.ts'
import { createKeptResults } from '../kept-results.ts'
import { fileNameOf } from '../preview/file-name-of.ts'
import { peopleOfForm, peopleOfSetUp, type StartedPractice } from '../preview-people.ts'
import type { SiteSessions } from '../site-sessions.ts'

type IdentityHandlers = Pick<Handlers, Extract<keyof Handlers, `identity.${string}`>>

/** Who would be called what, by the desk of the previews. The window names files by ids and sites by their hosts. */
export function createIdentityHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  practice: StartedPractice,
  views: IdentityDesk = createIdentityDesk()
): IdentityHandlers {
  const files = createKeptResults<string>(ports.newId)
  const desk = deskOfSessions(ports.previews, sessions)

  async function peopleOf({ people }: ParsedInput<'identity.read'>, signal: CancelSignal): Promise<Result<IdentityPeopleSource, Problem>> {
    switch (people.kind) {
      case 'set-up': {
        const session = await sessions.find(people.site)
        if (!session.ok) return session
        const found = await peopleOfSetUp(ports, { session: session.value, practice, ...people }, signal)
        return found.ok ? succeed(found.value.source) : found
      }
      case 'form': {
        const found = peopleOfForm(ports, practice, people)
        return found.ok ? succeed(found.value.source) : found
      }
      case 'ldif': {
        const path = pathOf(people.fileId)
        return path.ok ? succeed({ kind: 'ldif', path: path.value, serverType: people.serverType }) : path
      }
      case 'entra': {
        const path = pathOf(people.fileId)
        return path.ok ? succeed({ kind: 'entra', path: path.value }) : path
      }
      case 'recorded':
      case 'preview':
        return succeed(people)
    }
  }

  async function usersOf({ users }: ParsedInput<'identity.read'>): Promise<Result<IdentityUsersSource, Problem>> {
    switch (users.kind) {
      case 'site': {
        // Looked up here, so that the desk finds it.
        const session = await sessions.find(users.site)
        return session.ok ? succeed(users) : session
      }
      case 'file': {
        const path = pathOf(users.fileId)
        return path.ok ? succeed({ kind: 'file', path: path.value }) : path
      }
      case 'recorded':
      case 'none':
        return succeed(users)
    }
  }

  function pathOf(fileId: string): Result<string, Problem> {
    const path = files.find(fileId)
    return path === undefined ? fail(problem('app.result-gone', {})) : succeed(path)
  }

  function kept(made: Result<IdentityView, Problem>): Result<IdentityView, Problem> {
    if (made.ok) views.keep(made.value)
    return made
  }

  return {
    'identity.choose-file': async ({ what }) => {
      const { title, endings } = filesToChoose[what]
      const answer = await ports.files.chooseFile(title, endings)
      if (answer.kind === 'not-chosen') return succeed(answer)
      return succeed({ kind: 'chosen', fileId: files.keep(answer.path), name: fileNameOf(answer.path) })
    },

    'identity.read': async (input, signal, emit) => {
      const users = await usersOf(input)
      if (!users.ok) return users
      const people = await peopleOf(input, signal)
      if (!people.ok) return people
      ports.log.info('judging names started', { people: people.value.kind, users: users.value.kind })
      const request = { people: people.value, users: users.value, rules: rulesOf(input) }
      const made = await desk().identity.read(request, emit, signal)
      if (made.ok) ports.log.info('names judged', { rows: made.value.rowCount, isComplete: made.value.cutBecause === undefined })
      return kept(made)
    },

    'identity.judge': async (input, signal) => kept(await desk().identity.judge(input.identityId, rulesOf(input), signal)),

    'identity.rows': ({ identityId, query }, signal) => desk().identity.ask(identityId, { kind: 'rows', query }, signal),
    'identity.trace': ({ identityId, row }, signal) => desk().identity.ask(identityId, { kind: 'trace', row }, signal),

    'identity.export': async ({ identityId, format, query }, signal) => {
      const view = views.find(identityId)
      if (view === undefined) return fail(problem('app.result-gone', {}))
      const place = await ports.files.choosePlace(`${exportName(view)}.${format}`)
      if (place.kind === 'not-chosen') return succeed({ kind: 'not-saved' })
      const written = await desk().identity.export(identityId, { format, path: place.path, query }, signal)
      return written.ok ? succeed({ kind: 'saved', path: written.value.path }) : written
    },

    'identity.close': async ({ identityId }) => {
      // Nothing is opened only to be closed.
      if (views.forget(identityId)) desk().identity.close(identityId)
      return succeed(null)
    }
  }
}

const filesToChoose = {
  ldif: { title: 'Choose an LDIF file of the directory', endings: ['ldif', 'ldf', 'txt'] },
  entra: { title: 'Choose the users that Entra ID exported', endings: ['csv', 'txt'] },
  users: { title: 'Choose a list of the users of the site', endings: ['json'] }
} as const

function rulesOf({ rules: { ldap, strategyId, ...rules } }: ParsedInput<'identity.judge'> | ParsedInput<'identity.read'>): IdentityRules {
  return { ...rules, ldap, strategyId }
}

/** `names-acme-2026-11-22`. */
function exportName({ users, people, readAt }: IdentityView): string {
  return `names-${fileNamePart(fileNameOf(users ?? people).replace(/\.(?:files\.com|csv|ldif)$/, ''))}-${readAt.slice(0, 10)}`
}
