import { throwIfCancelled } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { createIdentityTable, type IdentityTable } from '../../core/identity/identity-table.ts'
import type { IdentityAnswers, IdentityQuestion, IdentityTables } from '../../core/identity/identity-tables.ts'
import { identityView } from '../../core/identity/identity-view.ts'
import type { IdentityRules, IdentityView } from '../../core/identity/identity-views.ts'
import { type IdentityResult, judgeIdentity } from '../../core/identity/judge-identity.ts'
import { traceIdentity } from '../../core/identity/trace-identity.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { KeptPreviews } from '../preview/kept-previews.ts'
import type { PreviewDeskPorts } from '../preview/preview-desk-ports.ts'
import { exportIdentity } from './export-identity.ts'
import { type IdentityData, readIdentity } from './read-identity.ts'

/** A judgement that can be asked. */
export interface OpenedIdentity {
  readonly data: IdentityData
  readonly result: IdentityResult
  readonly view: IdentityView
  readonly table: IdentityTable
}

/** Judgements of names over these ports. The last few are kept; those of one reading share what was read. */
export function createIdentityTables(ports: PreviewDeskPorts, previews: Pick<KeptPreviews, 'find'>): IdentityTables {
  const kept = new Map<string, OpenedIdentity>()

  function open(data: IdentityData, rules: IdentityRules): Result<IdentityView, Problem> {
    const people = data.peopleFor(rules)
    if (!people.ok) return people
    const result = judgeIdentity(people.value, data.users, rules)
    const { peopleCalled, usersCalled, readAt } = data
    const cutBecause = missingIn(data, result)
    const view = identityView(result, { identityId: ports.newId(), people: peopleCalled, users: usersCalled, readAt, cutBecause })
    const table = createIdentityTable(result)
    kept.set(view.identityId, { data, result, view, table })
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(oldest)
    const prepare = (): void => {
      if (kept.get(view.identityId)?.table === table && table.prepare()) ports.later(prepare)
    }
    ports.later(prepare)
    return succeed(view)
  }

  return {
    async read(request, tell, signal) {
      throwIfCancelled(signal)
      const data = await readIdentity(ports, previews, request, tell, signal)
      throwIfCancelled(signal)
      return data.ok ? open(data.value, request.rules) : data
    },

    async judge(identityId, rules, signal) {
      throwIfCancelled(signal)
      const earlier = kept.get(identityId)
      if (earlier === undefined) return gone()
      const { usersOf } = earlier.data
      if (usersOf !== undefined && usersOf.strategyId !== rules.strategyId)
        return fail(
          problem('app.invalid-input', {
            where: 'strategyId',
            message: 'the list of users was read as users of another provider, so it has to be read again'
          })
        )
      return open(earlier.data, rules)
    },

    async ask(identityId, question, signal) {
      throwIfCancelled(signal)
      const opened = kept.get(identityId)
      return opened === undefined ? gone() : answer(opened, question)
    },

    async export(identityId, request, signal) {
      throwIfCancelled(signal)
      const opened = kept.get(identityId)
      return opened === undefined ? gone() : exportIdentity(opened, request, ports, signal)
    },

    close: (identityId) => void kept.delete(identityId)
  }
}

/** What is not known, so that nothing may be called good. */
function missingIn({ cutBecause }: IdentityData, { people, rules, waysInUse }: IdentityResult): string | undefined {
  const isLdapUnknown = rules.ways.includes('ldap') && !waysInUse.includes('ldap')
  const parts = [
    ...(cutBecause === undefined ? [] : [cutBecause]),
    ...(people.count === 0 ? ['Nobody was read: an empty list proves nothing. Look at the search base, or at the file.'] : []),
    ...(isLdapUnknown
      ? [
          rules.ldap === undefined
            ? 'LDAP provisioning was not judged: username field and domain are not known.'
            : `LDAP provisioning was not judged: these people were read from where ${rules.ldap.usernameField} is not known. Read the directory instead.`
        ]
      : [])
  ]
  return parts.length === 0 ? undefined : parts.join(' ')
}

/** The columns of half a million people take a hundred megabytes. */
const MOST_KEPT = 3

function gone(): Result<never, Problem> {
  return fail(problem('app.result-gone', {}))
}

function answer<Q extends IdentityQuestion>(opened: OpenedIdentity, question: Q): Result<IdentityAnswers[Q['kind']], Problem> {
  // The kind picks the answer, and each answer takes questions of its kind only.
  const ask = answers[question.kind] as (opened: OpenedIdentity, question: Q) => Result<IdentityAnswers[Q['kind']], Problem>
  return ask(opened, question)
}

const answers: {
  readonly [K in IdentityQuestion['kind']]: (
    opened: OpenedIdentity,
    question: Extract<IdentityQuestion, { readonly kind: K }>
  ) => Result<IdentityAnswers[K], Problem>
} = {
  rows: ({ table }, { query }) => succeed(table.page(query)),
  trace: ({ result }, { row }) =>
    row < result.rowCount
      ? succeed(traceIdentity(result, row))
      : fail(problem('app.invalid-input', { where: 'row', message: 'there is no such row' }))
}
