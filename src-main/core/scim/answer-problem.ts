import { type Problem, problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import type { NetworkFailure } from '../model/network-failure.ts'
import { assertNever } from '../result.ts'
import { answerEvidence } from './answer-evidence.ts'
import { askedSchemes } from './asked-schemes.ts'
import { fieldOf, listOf } from './json-field.ts'
import type { ScimSeen } from './read-scim-answer.ts'
import type { ScimProofKind } from './scim-proof.ts'

/** Why nothing came back at all. */
function reachProblem(failure: NetworkFailure): Problem {
  const { host } = failure
  switch (failure.kind) {
    case 'name-not-found':
      return problem('scim.reach.name-unknown', { host })
    case 'timeout':
      return problem('scim.reach.too-slow', { host }, [seen('Code', failure.code)])
    case 'refused':
    case 'unreachable':
    case 'closed':
      return problem('scim.reach.no-connection', { host, text: connectionTexts[failure.kind] }, [seen('Code', failure.code)])
    case 'not-trusted':
      return problem('scim.reach.not-trusted', { host, text: failure.because }, [seen('Code', failure.code)])
    case 'too-large':
      return problem('scim.answer.too-large', { host, most: `${String(Math.round(failure.limit / 1000))} kB` })
    default:
      return assertNever(failure)
  }
}

const connectionTexts = {
  refused: 'the connection was refused',
  unreachable: 'the address cannot be reached',
  closed: 'the connection was closed before the answer was whole'
}

/** What stands in the way before the content counts: no answer, another place, too much asked, a broken server. */
export function transportProblem(answered: ScimSeen): Problem | undefined {
  const { answer, host } = answered
  if (answer.kind === 'no-answer') return reachProblem(answer.failure)
  const evidence = answerEvidence(answered)
  if (answer.status >= 300 && answer.status < 400) return problem('scim.answer.redirect', { host, status: answer.status }, evidence)
  if (answer.status === 429) return problem('scim.answer.too-many', { host }, evidence)
  if (answer.status >= 500) return problem('scim.answer.server-error', { host, status: answer.status }, evidence)
  return undefined
}

/** Whether the token, or user name and password, were refused. */
export function refusalProblem(answered: ScimSeen, ended: string): Problem | undefined {
  const { answer, host, proof } = answered
  if (answer.kind === 'no-answer') return undefined
  const evidence = answerEvidence(answered)
  if (answer.status === 401) {
    const wants = askedSchemes(answer.challenges ?? '')
    // A token that the site itself calls ended explains the refusal already.
    if (wants.length > 0 && !wants.includes(schemeOf[proof]) && ended === '')
      return problem('scim.answer.other-scheme', { host, proof, wants: wants.join(' or ') }, evidence)
    return proof === 'basic'
      ? problem('scim.basic.refused', { host }, evidence)
      : problem('scim.answer.unauthorized', { host, ended }, evidence)
  }
  if (answer.status === 403) return problem('scim.answer.forbidden', { host }, evidence)
  return undefined
}

const schemeOf: Readonly<Record<ScimProofKind, string>> = { token: 'Bearer', basic: 'Basic' }

/** Everything that keeps an answer from being the list that Entra ID expects; `what` is the request in words: `a search for a user that cannot exist`. */
export function listProblem(answered: ScimSeen, what: string): Problem | undefined {
  const early = transportProblem(answered) ?? refusalProblem(answered, '')
  if (early !== undefined || answered.answer.kind === 'no-answer') return early
  const { host, answer, body } = answered
  const evidence = answerEvidence(answered)
  if (answer.status === 404) return problem('scim.answer.not-found', { host, what }, evidence)
  if (answer.status !== 200) return problem('scim.answer.other-status', { host, what, status: answer.status }, evidence)
  if (body.kind === 'page')
    return problem('scim.answer.web-page', { host, page: body.title === '' ? 'without a title' : `“${body.title}”` }, evidence)
  if (body.kind !== 'json') return problem('scim.answer.not-json', { host, what }, evidence)
  const schemas = listOf(body.value, 'schemas') ?? []
  const total = fieldOf(body.value, 'totalResults')
  if (!schemas.includes(LIST_RESPONSE))
    return problem('scim.answer.not-a-list', { host, what, lacks: `the schema ${LIST_RESPONSE}` }, evidence)
  if (typeof total === 'string') return problem('scim.answer.total-as-text', { host }, evidence)
  if (typeof total !== 'number') return problem('scim.answer.not-a-list', { host, what, lacks: 'totalResults' }, evidence)
  const resources = fieldOf(body.value, 'Resources')
  if (resources !== undefined && resources !== null && !Array.isArray(resources))
    return problem('scim.answer.not-a-list', { host, what, lacks: 'Resources as a list' }, evidence)
  return undefined
}

/** `listProblem`, where nobody may be found. */
export function emptyListProblem(answered: ScimSeen, what: string): Problem | undefined {
  const wrong = listProblem(answered, what)
  if (wrong !== undefined) return wrong
  const { total, resources } = foundIn(answered)
  return total === 0 && resources.length === 0
    ? undefined
    : problem(
        'scim.answer.filter-ignored',
        { host: answered.host, what, count: Math.max(total, resources.length) },
        answerEvidence(answered)
      )
}

const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

export function foundIn({ body }: ScimSeen): { readonly total: number; readonly resources: readonly unknown[] } {
  if (body.kind !== 'json') return { total: 0, resources: [] }
  const total = fieldOf(body.value, 'totalResults')
  return { total: typeof total === 'number' ? total : 0, resources: listOf(body.value, 'Resources') ?? [] }
}
