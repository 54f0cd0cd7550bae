import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { assertNever, type Result } from '../../core/result.ts'
import type { Answer } from './answer.ts'
import { authenticate, refusedAccess } from './caller.ts'
import { refusal } from './error-answer.ts'
import { readBody } from './read-body.ts'
import type { SeenRequest } from './seen-request.ts'
import { API_PREFIX, type Route } from './route.ts'
import type { AdministratorChange } from './second-administrator.ts'
import type { AlteringFault, FaultsOfRequest, ServiceFaults, SpoilingFault } from './service-faults.ts'
import type { SiteState } from './site-state.ts'
import { sendAnswer, sendHalf, sendPage, sendServerError } from './spoiled-answer.ts'
import type { StoredRecord } from './stored-records.ts'

export interface ServiceParts {
  readonly state: SiteState
  readonly faults: ServiceFaults
  readonly route: (method: string, path: string) => Result<Route, Answer>
  /** Seconds to wait when there are too many requests. */
  readonly tooMany: () => number | undefined
  readonly latencyMs: number
  readonly now: () => number
  readonly changeAsSecondAdministrator: (change: AdministratorChange) => void
  readonly startSync: (strategyId: number) => void
}

/** One request from its first byte to its answer, or to what a fault makes of it. `seen` is filled in on the way. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  seen: SeenRequest,
  parts: ServiceParts
): Promise<void> {
  const body = await readBody(request)
  const path = decodedPath(seen.path)
  if (body.ok) seen.bodyFields = Object.keys(body.value)
  const faults = parts.faults.take(seen.method, path.startsWith(API_PREFIX) ? path.slice(API_PREFIX.length) : path)
  const waitMs = faults.altering.reduce((sum, fault) => sum + (fault.kind === 'slow' ? fault.delayMs : 0), parts.latencyMs)
  if (waitMs > 0) await delay(waitMs)
  const { spoiling } = faults
  if (spoiling !== undefined && spoilsBefore(spoiling, request, response, seen)) return
  const answer = body.ok ? answerWithAlterations(request, { path, seen, fields: body.value, faults }, parts) : body.error
  if (spoiling === undefined) {
    seen.status = answer.status
    sendAnswer(response, answer)
  } else spoilAfter(spoiling, answer, request, response, seen)
}

interface ReadRequest {
  readonly path: string
  readonly seen: SeenRequest
  readonly fields: StoredRecord
  readonly faults: FaultsOfRequest
}

function answerWithAlterations(request: IncomingMessage, { path, seen, fields, faults }: ReadRequest, parts: ServiceParts): Answer {
  const { altering } = faults
  interfere(altering, 'before', parts)
  const keyText = request.headers['x-filesapi-key']
  const answer = serve(
    { path, method: seen.method, query: new URLSearchParams(seen.query), keyText: typeof keyText === 'string' ? keyText : undefined },
    normalised(fields, altering),
    new Set(altering.flatMap((fault) => (fault.kind === 'drop-field' ? [fault.field] : []))),
    parts
  )
  interfere(altering, 'after', parts)
  return answer
}

interface Asked {
  readonly path: string
  readonly method: string
  readonly query: URLSearchParams
  readonly keyText: string | undefined
}

function serve(
  { path, method, query, keyText }: Asked,
  fields: StoredRecord,
  keptFields: ReadonlySet<string>,
  parts: ServiceParts
): Answer {
  const { state, startSync } = parts
  const retryAfterSeconds = parts.tooMany()
  if (retryAfterSeconds !== undefined) return refusal('rate-limited/too-many-requests', 'Too many requests.', { retryAfterSeconds })
  const route = parts.route(method, path)
  if (!route.ok) return route.error
  const now = new Date(parts.now())
  const caller = authenticate(state, keyText, now)
  if (!caller.ok) return caller.error
  const { endpoint, id } = route.value
  const refused = refusedAccess(caller.value, endpoint, id)
  return refused ?? endpoint.answer({ state, caller: caller.value, id, query, fields, keptFields, now, startSync })
}

/** True when the fault has answered, or never will. */
function spoilsBefore(fault: SpoilingFault, request: IncomingMessage, response: ServerResponse, seen: SeenRequest): boolean {
  switch (fault.kind) {
    case 'answer-with': {
      const answer = refusal(fault.type, fault.message ?? 'This was refused.', fault)
      seen.status = answer.status
      sendAnswer(response, answer)
      return true
    }
    case 'fail-before':
      fail(fault, request, response, seen)
      return true
    case 'html-page':
      sendPage(response, fault)
      seen.status = response.statusCode
      return true
    case 'hang':
      return true
    case 'fail-after':
    case 'broken-json':
    case 'wrong-shape':
      return false
    default:
      return assertNever(fault)
  }
}

function spoilAfter(fault: SpoilingFault, answer: Answer, request: IncomingMessage, response: ServerResponse, seen: SeenRequest): void {
  if (fault.kind === 'fail-after') {
    fail(fault, request, response, seen)
    return
  }
  seen.status = answer.status
  if (fault.kind === 'broken-json') sendHalf(response, answer)
  if (fault.kind === 'wrong-shape') sendAnswer(response, { ...answer, body: fault.body ?? { status: 'ok' } })
}

function fail(fault: Extract<SpoilingFault, { how: string }>, request: IncomingMessage, response: ServerResponse, seen: SeenRequest): void {
  if (fault.how === 'reset') request.socket.resetAndDestroy()
  if (fault.how !== 'error') return
  seen.status = fault.status ?? 500
  sendServerError(response, seen.status)
}

function interfere(faults: readonly AlteringFault[], when: 'before' | 'after', parts: ServiceParts): void {
  for (const fault of faults)
    if (fault.kind === 'second-administrator' && fault.when === when) parts.changeAsSecondAdministrator(fault.change)
}

function normalised(fields: StoredRecord, faults: readonly AlteringFault[]): StoredRecord {
  const result = { ...fields }
  for (const fault of faults) {
    if (fault.kind !== 'normalise') continue
    const sent = result[fault.field]
    if (sent === undefined) continue
    if (fault.as !== undefined) result[fault.field] = fault.as
    else if (typeof sent === 'string') result[fault.field] = sent.toLowerCase()
  }
  return result
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}
