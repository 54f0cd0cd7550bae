import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { PracticeRegistration } from '../../entra/practice-registration.ts'
import { xmlText } from '../../entra/xml-text.ts'
import { newStrategy } from '../new-strategy.ts'
import { refusedScim } from '../refused-scim.ts'
import { settleScim } from '../scim/scim-proof.ts'
import { passwordChanged, recordSettingsChange } from '../settings-change.ts'
import type { SiteState } from '../site-state.ts'
import { registrationFields, storeRegistration } from '../store-registration.ts'
import type { StoredRecord, StoredStrategy } from '../stored-records.ts'
import { writableStrategyFields } from '../writable-fields.ts'
import { readFields, storeFields } from '../write-fields.ts'
import { type HtmlAnswer, page } from './html-page.ts'
import { fieldHtml, providerFields, sentFields } from './provider-fields.ts'

/** The page that a hand-off names: its menu leads to the providers. */
export const HOME_PATH = '/'
export const PROVIDER_PATH = '/practice-web-form/provider'

export interface WebForm {
  answer(asked: BrowserRequest): HtmlAnswer
}

export interface BrowserRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  /** Of this site, `http://127.0.0.1:PORT`. */
  readonly origin: string
  /** What the browser says of itself; empty where it says nothing. */
  readonly host: string
  readonly sentFrom: string
}

/**
 * The web interface of the practice site, as far as somebody needs it who enters by hand what was handed off: the single sign-on providers.
 * `registration`: what Entra ID of practice would have shown once, where somebody can sign in. Whoever sits at this computer is Alice; pages of other sites can neither read it nor post to it. `now`: milliseconds since 1970.
 */
export function createWebForm(state: SiteState, now: () => number, registration?: PracticeRegistration): WebForm {
  const token = randomBytes(24).toString('base64url')

  function save(strategy: StoredStrategy, isNew: boolean, form: URLSearchParams): HtmlAnswer {
    const fields = providerFields(strategy)
    const sent = sentFields(fields, form)
    const read = readFields(sent, writableStrategyFields)
    const faults: Record<string, string> = read.ok ? {} : faultsOf(read.error.body)
    if (isBlank(sent['label'])) faults['label'] = 'can’t be blank'
    if (isNew && strategy.protocol !== 'saml')
      for (const field of registrationFields) if (isBlank(sent[field])) faults[field] = 'can’t be blank'
    const values = read.ok ? read.value : {}
    const scim = refusedScim({ ...strategy, ...values })
    Object.assign(faults, scim === undefined ? {} : faultsOf(scim.body))
    if (Object.keys(faults).length > 0)
      return { status: 422, html: providerPage({ ...strategy, ...withoutHidden(sent) }, { isNew, token, faults, registration }) }
    const changes = [
      ...(isNew ? [{ field: 'provider', before: null, after: strategy.provider }] : []),
      ...storeFields(strategy, values, new Set()),
      ...storeRegistration(state, strategy.id, sent)
    ]
    const password = sent['ldap_password']
    if (typeof password === 'string' && password !== '') {
      state.ldapPasswords.set(strategy.id, password)
      changes.push(passwordChanged())
    }
    state.strategies.set(strategy.id, strategy)
    settleScim(state, strategy, new Date(now()))
    recordSettingsChange(state, { userId: ALICE, apiKeyId: null }, `SSO strategy ${strategy.label}`, changes, new Date(now()))
    return { status: 303, redirectTo: `${HOME_PATH}?saved=${String(strategy.id)}` }
  }

  function asked(query: URLSearchParams): { readonly strategy: StoredStrategy; readonly isNew: boolean } | undefined {
    const protocol = query.get('new')
    if (protocol === 'saml' || protocol === 'oauth2')
      return {
        strategy: { ...newStrategy(state.newId(), state.site.subdomain), protocol, provider: 'azure', label: '' },
        isNew: true
      }
    const strategy = state.strategies.get(Number(query.get('id') ?? ''))
    return strategy === undefined ? undefined : { strategy, isNew: false }
  }

  return {
    answer({ method, path, query, form, origin, host, sentFrom }) {
      // A name of somebody else’s that leads here (DNS rebinding) reads nothing, and a page of another site posts nothing.
      if (host !== new URL(origin).host) return refused('This page is asked for by another name.')
      if (path === HOME_PATH)
        return method === 'GET' ? { status: 200, html: homePage(state, query.get('saved')) } : refused('Nothing is posted here.')
      const found = asked(query)
      if (found === undefined) return { status: 404, html: page('No such provider', '<p>The site has no provider with this number.</p>') }
      const { strategy, isNew } = found
      if (method === 'GET') return { status: 200, html: providerPage(strategy, { isNew, token, faults: {}, registration }) }
      const isOwn = method === 'POST' && (sentFrom === '' || sentFrom === origin) && isSame(form.get('token') ?? '', token)
      return isOwn ? save(strategy, isNew, form) : refused('This was not sent by the form of this page. Open the form again.')
    }
  }
}

/** The administrator of the seed. */
const ALICE = 1

interface ProviderPage {
  readonly isNew: boolean
  readonly token: string
  /** What is wrong, by field. */
  readonly faults: Readonly<Record<string, string>>
  readonly registration: PracticeRegistration | undefined
}

function homePage(state: SiteState, saved: string | null): string {
  const rows = [...state.strategies.values()].map(
    ({ id, label, protocol, enabled }) =>
      `<li><b>${xmlText(label)}</b> <span>${protocol === 'saml' ? 'SAML' : 'OAuth'}, number ${String(id)}, ${enabled ? 'enabled' : 'switched off'}</span> <a href="${PROVIDER_PATH}?id=${String(id)}">Edit</a></li>`
  )
  const done = state.strategies.get(Number(saved ?? ''))
  return page(
    'The practice site',
    `${done === undefined ? '' : `<p role="status">“${xmlText(done.label)}” was saved.</p>`}
<p>This page stands in for the web interface of Files.com. Only what this application hands off to a person is here.</p>
<h2>SSO Providers</h2>
${rows.length === 0 ? '<p>There is no provider yet.</p>' : `<ul>${rows.join('\n')}</ul>`}
<p>Add provider: <a href="${PROVIDER_PATH}?new=saml">Microsoft, use SAML</a> or <a href="${PROVIDER_PATH}?new=oauth2">Microsoft, use OAuth</a></p>`
  )
}

function providerPage(strategy: StoredStrategy, { isNew, token, faults, registration }: ProviderPage): string {
  const fields = providerFields(strategy)
  const boxes = fields.map((field) => fieldHtml(field, { value: strategy[field.name] ?? null, fault: faults[field.name], isNew }))
  const wrong = Object.keys(faults).length
  const what = strategy.protocol === 'saml' ? 'SAML' : 'OAuth'
  const action = isNew ? `${PROVIDER_PATH}?new=${strategy.protocol}` : `${PROVIDER_PATH}?id=${String(strategy.id)}`
  return page(
    isNew ? `Add a provider by ${what}` : `Edit ${strategy.label}`,
    `<p>Microsoft Azure Active Directory SSO, by ${what}. <a href="${HOME_PATH}">All providers</a></p>
${wrong === 0 ? '' : `<p class="bad" role="alert">Nothing was saved: ${wrong === 1 ? 'one value is' : `${String(wrong)} values are`} not taken.</p>`}
${strategy.protocol === 'saml' || registration === undefined ? '' : registrationNote(registration)}
<form method="post" action="${xmlText(action)}"><input type="hidden" name="token" value="${token}">
${boxes.join('\n')}
<p><button>Save</button></p></form>`
  )
}

/** Entra ID shows a secret once, when it is made; here that was long ago. */
function registrationNote({ clientSecret, endedSecret }: PracticeRegistration): string {
  return `<p><small>The app registration of the practice tenant has the client secret <code>${xmlText(clientSecret)}</code>. The one before it, <code>${xmlText(endedSecret)}</code>, has ended. Neither opens anything anywhere.</small></p>`
}

function refused(because: string): HtmlAnswer {
  return { status: 403, html: page('Not taken', `<p>${xmlText(because)}</p>`) }
}

/** The service names each wrong field, and the first thing that is wrong with it. */
function faultsOf(body: unknown): Record<string, string> {
  const errors = typeof body === 'object' && body !== null && 'model-errors' in body ? body['model-errors'] : undefined
  const faults: Record<string, string> = {}
  for (const [field, [first]] of Object.entries(Object(errors) as Record<string, readonly string[]>))
    faults[field] = first ?? 'is not taken'
  return faults
}

/** What nobody is shown does not come back into its box either. */
function withoutHidden(sent: StoredRecord): StoredRecord {
  return Object.fromEntries(
    Object.entries(sent).filter(([name]) => name !== 'ldap_password' && !registrationFields.some((field) => field === name))
  )
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === ''
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
