import { fail, type Result, succeed } from '../../core/result.ts'
import type { Answer, Endpoint } from './answer.ts'
import { apiKeyEndpoint } from './endpoints/api-key-endpoint.ts'
import { groupEndpoints } from './endpoints/group-endpoints.ts'
import { ipAddressEndpoints } from './endpoints/ip-address-endpoints.ts'
import { logEndpoints } from './endpoints/log-endpoints.ts'
import { ownedEndpoints } from './endpoints/owned-endpoints.ts'
import { showSite, updateSite } from './endpoints/site-endpoints.ts'
import { strategyReading, strategyWriting } from './endpoints/strategy-endpoints.ts'
import { userEndpoints } from './endpoints/user-endpoints.ts'
import { notFound, refusal } from './error-answer.ts'

export const API_PREFIX = '/api/rest/v1'

export interface Route {
  readonly endpoint: Endpoint
  /** 0 when the path holds no number. */
  readonly id: number
}

/** Finds who answers: 404 where there is nothing, 405 where there is something with another method. */
export function createRouter(strategyWrites: 'accepted' | 'refused'): (method: string, path: string) => Result<Route, Answer> {
  const isTaken = strategyWrites === 'accepted'
  const endpoints = [...usualEndpoints, ...(isTaken ? strategyWriting : [])].map((endpoint) => ({
    endpoint,
    pattern: patternOf(endpoint.path)
  }))
  return (method, path) => {
    if (!path.startsWith(API_PREFIX)) return fail(notFound())
    const below = path.slice(API_PREFIX.length)
    const here = endpoints.filter(({ pattern }) => pattern.test(below))
    const match = here.find(({ endpoint }) => endpoint.method === method)
    if (match !== undefined) return succeed({ endpoint: match.endpoint, id: Number(match.pattern.exec(below)?.[1] ?? 0) })
    // Today's contract knows no such call at all, which is more than a wrong method: 404.
    const isGoneSince2020 = strategyWriting.some((endpoint) => endpoint.method === method && patternOf(endpoint.path).test(below))
    if (here.length === 0 || isGoneSince2020) return fail(notFound())
    return fail(refusal('bad-request/method-not-allowed', `${method} cannot be used here.`))
  }
}

const usualEndpoints: readonly Endpoint[] = [
  apiKeyEndpoint,
  showSite,
  updateSite,
  ...strategyReading,
  ...userEndpoints,
  ...groupEndpoints,
  ...ownedEndpoints,
  ...logEndpoints,
  ...ipAddressEndpoints
]

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace('{id}', '(\\d{1,15})')}/?$`)
}
