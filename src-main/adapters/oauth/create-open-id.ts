import type { OpenIdPort } from '../../core/oauth/oauth-ports.ts'
import { createNodeFetch } from '../files-api/create-node-fetch.ts'
import { discover } from './discover.ts'
import { requestToken } from './request-token.ts'

export interface OpenIdOptions {
  /** The window’s over Chromium, or the command line’s over Node; it must not follow `redirect: 'manual'` by itself. Default: the command line’s. */
  readonly fetch?: typeof globalThis.fetch
  /** Also asks `http://127.0.0.1` and `http://localhost`, for providers of tests. Default: https only. */
  readonly allowLocalHttp?: boolean
  /** Default: 15 seconds. */
  readonly timeoutMs?: number
}

/** What the two questions share. */
export interface OpenIdWays {
  readonly send: typeof globalThis.fetch
  readonly allowLocalHttp: boolean
  readonly timeoutMs: number
}

/** Asks an OpenID provider over https. Nothing is kept for the next time: no cookie, no token. */
export function createOpenId({ fetch, allowLocalHttp = false, timeoutMs = 15_000 }: OpenIdOptions = {}): OpenIdPort {
  const ways: OpenIdWays = { send: fetch ?? createNodeFetch(), allowLocalHttp, timeoutMs }
  return {
    discover: (url, signal) => discover(url, ways, signal),
    requestToken: (request, signal) => requestToken(request, ways, signal)
  }
}
