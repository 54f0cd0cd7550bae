import type { PracticeTenant } from '../../entra/practice-tenant.ts'
import { signInFaults } from '../../entra/sign-in-fault.ts'
import type { SiteState } from '../site-state.ts'
import type { StoredStrategy } from '../stored-records.ts'
import type { HtmlAnswer } from '../web/html-page.ts'
import { recordSignIn, type SignInOutcome } from './record-sign-in.ts'
import { nobodyChosen, noSuchProvider, notHere, otherProtocol, refusalPage, welcomePage } from './sign-in-outcome-page.ts'
import { signInPage } from './sign-in-page.ts'
import { strategyTrust } from './strategy-trust.ts'
import { takeSignIn } from './take-sign-in.ts'
import { verifyResponse } from './verify-response.ts'

/** Where people sign in by SAML. */
export const SIGN_IN_PATH = '/saml/practice-sign-in'

export interface SignInParts {
  readonly state: SiteState
  readonly tenant: PracticeTenant
  readonly now: () => number
}

/** The sign-in page and what is posted from it. Only browsers come here: no API key, and no answer in JSON. */
export function answerSamlSignIn(
  { method, query, form }: { readonly method: string; readonly query: URLSearchParams; readonly form: URLSearchParams },
  parts: SignInParts
): HtmlAnswer {
  const strategy = parts.state.strategies.get(Number(query.get('strategy') ?? ''))
  if (strategy === undefined) return noSuchProvider()
  if (strategy.protocol !== 'saml') return otherProtocol('SAML')
  if (method === 'POST') return signIn(strategy, form, parts)
  if (method !== 'GET') return notHere()
  const action = `${SIGN_IN_PATH}?strategy=${String(strategy.id)}`
  return { status: 200, html: signInPage(parts.state, parts.tenant, { label: strategy.label, action, faults: signInFaults }) }
}

function signIn(strategy: StoredStrategy, form: URLSearchParams, { state, tenant, now }: SignInParts): HtmlAnswer {
  const person = tenant.company.people.find(({ login }) => login === form.get('person'))
  const wantedFault = form.get('fault') ?? ''
  const fault = signInFaults.find(({ name }) => name === wantedFault)?.name
  if (person === undefined || (fault === undefined && wantedFault !== '')) return nobodyChosen()
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
  return welcomePage(taken.value)
}
