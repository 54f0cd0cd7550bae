import { randomBytes } from 'node:crypto'
import { SERVICE_OAUTH_REDIRECT_URI } from '../../../core/entra/service-addresses.ts'
import { fail } from '../../../core/result.ts'
import type { OauthRegistration, SiteState } from '../site-state.ts'
import type { StoredStrategy } from '../stored-records.ts'
import { type HtmlAnswer, page } from '../web/html-page.ts'
import { recordSignIn } from './record-sign-in.ts'
import { redeemCode } from './redeem-code.ts'
import { noSuchProvider, notHere, otherProtocol, refusalPage, welcomePage } from './sign-in-outcome-page.ts'
import { takeSignIn } from './take-sign-in.ts'

/** Where people begin to sign in by OAuth: what the button of the provider leads to. */
export const OAUTH_SIGN_IN_PATH = '/oauth/practice-sign-in'
/** Path of the redirect URI, and so where they come back to. */
export const OAUTH_REPLY_PATH = new URL(SERVICE_OAUTH_REDIRECT_URI).pathname

export interface OauthSignIn {
  /** Sends the browser to Microsoft. */
  begin(asked: { readonly method: string; readonly query: URLSearchParams; readonly authority: string }): HtmlAnswer
  /** The browser comes back, with a code or with an error. */
  finish(returned: {
    readonly method: string
    readonly query: URLSearchParams
    readonly authority: string
    readonly cookie: string
  }): Promise<HtmlAnswer>
}

/** Signs people in by an authorization code (RFC 6749, section 4.1). `authority`: address of Microsoft’s sign-in host. `now`: milliseconds since 1970. */
export function createOauthSignIn(state: SiteState, now: () => number): OauthSignIn {
  const begun = new Map<string, Begun>()

  function refuse(strategy: StoredStrategy, because: string, nameId?: string): HtmlAnswer {
    recordSignIn(state, strategy, { kind: 'refused', nameId, because }, new Date(now()))
    const isMicrosoft = /^AADSTS\d+/.test(because)
    return refusalPage(isMicrosoft ? 'Microsoft refused the sign-in' : 'The site refused the sign-in', because)
  }

  return {
    begin({ method, query, authority }) {
      const strategy = state.strategies.get(Number(query.get('strategy') ?? ''))
      if (strategy === undefined) return noSuchProvider()
      if (strategy.protocol === 'saml') return otherProtocol('OAuth')
      if (method !== 'GET') return notHere()
      if (!strategy.enabled) return refuse(strategy, 'This provider is switched off.')
      const registration = state.registrations.get(strategy.id)
      if (registration === undefined) return refuse(strategy, 'No tenant, client and secret are stored for this provider.')
      const request = { strategyId: strategy.id, nonce: random(), browser: random(), at: now() }
      const requestState = random()
      begun.set(requestState, request)
      for (const oldest of [...begun.keys()].slice(0, -MOST_BEGUN)) begun.delete(oldest)
      return {
        status: 302,
        redirectTo: authorizeUrl(authority, registration, { state: requestState, nonce: request.nonce }),
        cookie: `${COOKIE}=${request.browser}; Path=${OAUTH_REPLY_PATH}; HttpOnly; SameSite=Lax`
      }
    },

    async finish({ method, query, authority, cookie }) {
      if (method !== 'GET') return notHere()
      const requestState = query.get('state') ?? ''
      const request = begun.get(requestState)
      // Each is answered once, and in the browser in which it was begun: a link from somebody else signs nobody in.
      begun.delete(requestState)
      const isBegunHere = request !== undefined && cookieOf(cookie) === request.browser && now() - request.at <= LASTS_MS
      const strategy = request === undefined ? undefined : state.strategies.get(request.strategyId)
      if (!isBegunHere || strategy === undefined)
        return { status: 400, html: page('Not begun here', '<p>This sign-in was not begun in this browser, or too long ago.</p>') }
      const refused = query.get('error_description') ?? query.get('error')
      if (refused !== null) return refuse(strategy, refused)
      const registration = state.registrations.get(strategy.id)
      const signedIn =
        registration === undefined
          ? fail('No tenant, client and secret are stored for this provider.')
          : await redeemCode({ code: query.get('code') ?? '', nonce: request.nonce, registration, authority, now })
      if (!signedIn.ok) return refuse(strategy, signedIn.error)
      const at = new Date(now())
      const taken = takeSignIn(state, strategy, signedIn.value, at)
      if (!taken.ok) return refuse(strategy, taken.error, signedIn.value.nameId)
      recordSignIn(state, strategy, { kind: 'signed-in', user: taken.value }, at)
      return welcomePage(taken.value)
    }
  }
}

/** A sign-in for which the browser was sent to Microsoft. */
interface Begun {
  readonly strategyId: number
  readonly nonce: string
  /** What the cookie of that browser holds. */
  readonly browser: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const COOKIE = 'practice_sign_in'
const MOST_BEGUN = 100
const LASTS_MS = 600_000

function authorizeUrl(
  authority: string,
  { tenantId, clientId }: OauthRegistration,
  { state, nonce }: { readonly state: string; readonly nonce: string }
): string {
  const url = new URL(`${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/authorize`)
  const values = {
    client_id: clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: SERVICE_OAUTH_REDIRECT_URI,
    scope: 'openid profile email',
    state,
    nonce
  }
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value)
  return url.href
}

function cookieOf(header: string): string | undefined {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1)
}

function random(): string {
  return randomBytes(24).toString('base64url')
}
