import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PracticeTenant } from '../../entra/practice-tenant.ts'
import { signInFaults } from '../../entra/sign-in-fault.ts'
import { xmlText } from '../../entra/xml-text.ts'
import type { SiteState } from '../site-state.ts'
import type { StoredStrategy } from '../stored-records.ts'
import { page, signInPage } from './sign-in-page.ts'
import { recordSignIn, type SignInOutcome } from './record-sign-in.ts'
import { strategyTrust } from './strategy-trust.ts'
import { takeSignIn } from './take-sign-in.ts'
import { verifyResponse } from './verify-response.ts'

export interface SignInParts {
  readonly state: SiteState
  readonly tenant: PracticeTenant
  readonly now: () => number
}

/** The sign-in page and what is posted from it. Returns the status. Only browsers come here: no API key, and no answer in JSON. */
export async function answerSignIn(request: IncomingMessage, response: ServerResponse, query: string, parts: SignInParts): Promise<number> {
  const form = await readForm(request)
  const { status, html } = answer(request.method ?? '', new URLSearchParams(query), form, parts)
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    })
    .end(html)
  return status
}

interface Page {
  readonly status: number
  readonly html: string
}

function answer(method: string, query: URLSearchParams, form: URLSearchParams, parts: SignInParts): Page {
  const strategy = parts.state.strategies.get(Number(query.get('strategy') ?? ''))
  if (strategy === undefined) return { status: 404, html: page('No such provider', '<p>The site has no provider with this number.</p>') }
  if (strategy.protocol !== 'saml') return { status: 404, html: page('No SAML', '<p>This provider does not sign in by SAML.</p>') }
  if (method === 'GET') return { status: 200, html: signInPage(parts.state, parts.tenant, strategy) }
  if (method !== 'POST') return { status: 405, html: page('Not here', '<p>This page is read and posted, and nothing else.</p>') }
  return signIn(strategy, form, parts)
}

function signIn(strategy: StoredStrategy, form: URLSearchParams, { state, tenant, now }: SignInParts): Page {
  const person = tenant.company.people.find(({ login }) => login === form.get('person'))
  const wantedFault = form.get('fault') ?? ''
  const fault = signInFaults.find(({ name }) => name === wantedFault)?.name
  if (person === undefined || (fault === undefined && wantedFault !== ''))
    return { status: 400, html: page('Nobody', '<p>Choose who signs in.</p>') }
  const at = new Date(now())
  const record = (outcome: SignInOutcome): void => recordSignIn(state, strategy, outcome, at)
  const answered = tenant.signIn({ person, fault, inResponseTo: `_practice-${String(state.newId())}` })
  if (answered.kind === 'refused') {
    // A real site learns of Microsoft’s refusals only when Microsoft sends them along; here it always does, so that there is something to explain.
    record({ kind: 'refused', nameId: undefined, because: answered.text })
    return refusalPage('Microsoft refused the sign-in', answered.text)
  }
  if (!strategy.enabled) {
    record({ kind: 'refused', nameId: undefined, because: 'This provider is switched off.' })
    return refusalPage('The site refused the sign-in', 'This provider is switched off.')
  }
  const trust = strategyTrust(strategy, (url) => tenant.metadataAt(url))
  const verified = trust.ok ? verifyResponse(answered.samlResponse, trust.value, at) : trust
  const taken = verified.ok ? takeSignIn(state, strategy, verified.value, at) : verified
  if (!taken.ok) {
    record({ kind: 'refused', nameId: verified.ok ? verified.value.nameId : undefined, because: taken.error })
    return refusalPage('The site refused the sign-in', taken.error)
  }
  record({ kind: 'signed-in', user: taken.value })
  const name = xmlText(taken.value.username)
  return {
    status: 200,
    html: page('Signed in', `<p>You are signed in to the practice site as <b>${name}</b>. You can close this page.</p>`)
  }
}

function refusalPage(title: string, text: string): Page {
  return { status: 403, html: page(title, `<p>${xmlText(text)}</p>`) }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= MOST_BYTES) chunks.push(chunk)
  }
  return new URLSearchParams(size > MOST_BYTES ? '' : Buffer.concat(chunks).toString('utf8'))
}

const MOST_BYTES = 65_536
