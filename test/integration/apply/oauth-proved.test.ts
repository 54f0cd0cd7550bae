import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkRun } from '../../../src-main/app/operations/check-run.ts'
import { noteSignInProof } from '../../../src-main/app/operations/note-sign-in-proof.ts'
import { proveSignIn } from '../../../src-main/app/operations/prove-sign-in.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { JournalRun } from '../../../src-main/core/journal/journal-record.ts'
import { receiptOf } from '../../../src-main/core/journal/recover-run.ts'
import type { RunView } from '../../../src-main/core/journal/run-view.ts'
import { runView } from '../../../src-main/core/journal/view-run.ts'
import type { WantedOauth } from '../../../src-main/core/profile/profile.ts'
import { readReceiptFile, receiptFileText } from '../../../src-main/core/plan/receipt-file.ts'
import { succeed } from '../../../src-main/core/result.ts'
import type { SignInProof } from '../../../src-main/core/saml/saml-views.ts'
import type { OauthSignInFaultName } from '../../../src-main/practice/entra/oauth-sign-in-fault.ts'
import { practiceRegistration } from '../../../src-main/practice/entra/practice-registration.ts'
import { makePracticeTenant, type PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import { AZURE_OAUTH_ID, AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { Browser } from '../../support/oauth/browse.ts'

const ANNA = 'anna.smith@practice.example'
const { tenantId, clientId, clientSecret } = practiceRegistration()
const right = { tenant_id: tenantId, client_id: clientId, client_secret: clientSecret }

let tenant: PracticeTenant
let world: ApplyWorld
beforeAll(async () => {
  tenant = await makePracticeTenant()
})
beforeEach(async () => {
  world = await startApplyWorld({ strategies: 'azure-saml-and-oauth', tenant })
})
afterEach(() => world[Symbol.asyncDispose]())

const asNew: WantedOauth = {
  strategyId: undefined,
  displayName: 'Harbour account',
  tenantId,
  clientId,
  entersCredentials: true,
  secretEndsOn: undefined,
  enabled: true,
  showOnLoginPage: true,
  fields: {}
}
const trial: WantedOauth = {
  ...asNew,
  strategyId: AZURE_OAUTH_ID,
  displayName: 'Practice Entra ID (trial)',
  enabled: undefined,
  showOnLoginPage: undefined
}

async function handOff(oauth: WantedOauth): Promise<string> {
  const receipt = receiptIn(await world.apply({ kind: 'profile', profile: world.profile({ oauth }) }))
  expect(receipt.outcome).toBe('handed-off')
  return receipt.runId
}

/** What a person does in the web form: everything that the hand-off lists. */
async function enter(which: 'new' | number, values: Readonly<Record<string, string>>): Promise<number> {
  const browser = new Browser()
  const query = which === 'new' ? 'new=oauth2' : `id=${String(which)}`
  const saved = await browser.submit(await browser.open(`${world.practice.origin}/practice-web-form/provider?${query}`), values)
  expect(saved.status).toBe(200)
  return Number(new URL(saved.url).searchParams.get('saved'))
}

function moveAnnaTo(strategyId: number): void {
  const anna = [...world.practice.state.users.values()].find(({ username }) => username === ANNA)
  world.practice.changeAsSecondAdministrator({ user: { id: anna?.id ?? 0, fields: { sso_strategy_id: strategyId } } })
}

interface Wish {
  readonly areEntered?: boolean
  readonly fault?: OauthSignInFaultName | ''
}

/** The whole way: the page is opened, somebody signs in there, and the application finds out. */
async function prove(strategyId: number, { areEntered = false, fault = '' }: Wish = {}): Promise<SignInProof> {
  const proving = proveSignIn(
    {
      clock: world.ports.clock,
      wait: (ms: number) => delay(Math.min(ms, 1)),
      page: world.practice.signInPage(strategyId),
      links: {
        async open(page) {
          await new Browser().signIn(page, 'anna.smith', fault)
          return succeed(null)
        }
      },
      weigh: (event, signal) => noteSignInProof(world.ports, world.service, { strategyId, event, areEntered }, signal)
    },
    world.service,
    strategyId,
    neverCancelled,
    { timeoutMs: 5000, firstPollMs: 1, pollMs: 1, mostFailures: 1 }
  )
  for (;;) {
    const step = await proving.next()
    if (step.done !== true) continue
    if (!step.value.ok) throw new Error(step.value.error.cause)
    return step.value.value
  }
}

async function journalOf(runId: string): Promise<JournalRun> {
  const runs = await world.ports.journal.runs()
  const run = runs.ok ? runs.value.find((each) => each.runId === runId) : undefined
  if (run === undefined) throw new TypeError('no such run')
  return run
}

async function runNow(runId: string): Promise<RunView> {
  return runView(await journalOf(runId), world.practice.origin)
}

const stateOf = ({ handOffs }: RunView) => handOffs[0]?.steps.filter(({ field }) => field in right).map(({ state }) => state)
const open = ['only-by-sign-in', 'only-by-sign-in', 'only-by-sign-in']
const proved = ['proved-by-sign-in', 'proved-by-sign-in', 'proved-by-sign-in']

describe('a sign-in by OAuth', () => {
  it('proves what was entered for a new provider, and the journal says so for good', async () => {
    const runId = await handOff(asNew)
    const made = await enter('new', { label: 'Harbour account', enabled: 'true', display_on_login_page: 'true', ...right })
    moveAnnaTo(made)

    const proof = await prove(made)

    expect(proof).toMatchObject({ kind: 'signed-in', username: ANNA, credentials: { state: 'proved' } })
    const run = await runNow(runId)
    expect(run.outcome).toBe('proved')
    expect(run.headline).toMatch(/^\d settings changed and read back; 3 values proved by a real sign-in\.$/)
    expect(run.nextStep).toMatch(/^Take “clientSecret” out/)
    expect(stateOf(run)).toEqual(proved)
    const event = world.practice.state.ssoEvents.at(-1)
    expect(run.handOffs[0]?.credentials).toEqual({ strategyId: made, isNew: true, provedAt: event?.created_at })
    expect(run.changes[0]?.readBack).toContainEqual({
      field: 'client_secret',
      label: 'Client secret',
      state: 'proved-by-sign-in',
      eventId: event?.id,
      at: event?.created_at
    })

    // Checking again takes nothing of it back, and a second sign-in has nothing to add.
    const checked = await checkRun(world.ports, { runId, reader: world.service }, neverCancelled)
    expect(checked).toMatchObject({ ok: true, value: { outcome: 'proved' } })
    expect(stateOf(await runNow(runId))).toEqual(proved)
    expect(await prove(made)).not.toHaveProperty('credentials')

    // The receipt survives its way through a file, and no secret is in it.
    const receipt = receiptOf(await journalOf(runId))
    if (receipt === undefined) throw new TypeError('no receipt')
    const text = receiptFileText(receipt)
    expect(readReceiptFile(text, 'receipt.json')).toEqual(succeed(receipt))
    expect(text).not.toContain(clientSecret)
  })

  it('at a provider that was there before proves what was handed off only when a person says that it is entered', async () => {
    world.practice.changeAsSecondAdministrator({ strategy: { id: AZURE_OAUTH_ID, fields: { enabled: true, ...right } } })
    moveAnnaTo(AZURE_OAUTH_ID)
    const runId = await handOff(trial)

    const unsaid = await prove(AZURE_OAUTH_ID)
    expect(unsaid).toMatchObject({ kind: 'signed-in', credentials: { state: 'open' } })
    expect(JSON.stringify(unsaid)).toContain('no reading tells')
    expect(await runNow(runId)).toMatchObject({ outcome: 'handed-off' })
    expect(stateOf(await runNow(runId))).toEqual(open)

    await enter(AZURE_OAUTH_ID, right)
    expect(await prove(AZURE_OAUTH_ID, { areEntered: true })).toMatchObject({ credentials: { state: 'proved' } })
    expect(await runNow(runId)).toMatchObject({ outcome: 'proved', handOffs: [{ credentials: { isNew: false } }] })
    expect(stateOf(await runNow(runId))).toEqual(proved)

    // The next hand-off begins again, and leaves what was proved of the one before.
    const nextRunId = await handOff({ ...trial, secretEndsOn: '2027-12-31' })
    expect(await prove(AZURE_OAUTH_ID)).toMatchObject({ credentials: { state: 'open' } })
    expect(stateOf(await runNow(nextRunId))).toEqual(open)
    expect(stateOf(await runNow(runId))).toEqual(proved)
  })

  it('proves nothing of the plan while values that can be read are not there', async () => {
    world.practice.changeAsSecondAdministrator({ strategy: { id: AZURE_OAUTH_ID, fields: { enabled: true, ...right } } })
    moveAnnaTo(AZURE_OAUTH_ID)
    const runId = await handOff({ ...trial, showOnLoginPage: true })

    const proof = await prove(AZURE_OAUTH_ID, { areEntered: true })

    expect(JSON.stringify(proof)).toContain('has arrived at the site. Enter the rest first')
    expect(await runNow(runId)).toMatchObject({ outcome: 'handed-off' })

    await enter(AZURE_OAUTH_ID, { display_on_login_page: 'true' })
    expect(await prove(AZURE_OAUTH_ID, { areEntered: true })).toMatchObject({ credentials: { state: 'proved' } })
    expect(await runNow(runId)).toMatchObject({ outcome: 'proved' })
  })

  it('whose event may be of another provider proves nothing of the plan', async () => {
    const runId = await handOff(asNew)
    const made = await enter('new', { label: 'Harbour account', enabled: 'true', display_on_login_page: 'true', ...right })
    moveAnnaTo(made)
    world.practice.changeAsSecondAdministrator({ strategy: { id: AZURE_SAML_ID, fields: { label: 'Harbour account' } } })

    const proof = await prove(made)

    expect(proof).toMatchObject({ kind: 'signed-in', credentials: { state: 'open' } })
    expect(JSON.stringify(proof)).toContain('may belong to another provider')
    expect(stateOf(await runNow(runId))).toEqual(open)
  })

  it('of a user of another provider is explained without a word of SAML', async () => {
    world.practice.changeAsSecondAdministrator({ strategy: { id: AZURE_OAUTH_ID, fields: { enabled: true, ...right } } })

    const proof = await prove(AZURE_OAUTH_ID)

    expect(proof).toMatchObject({ kind: 'refused', problem: { code: 'entra.sign-in.refused-by-service' } })
    expect(JSON.stringify(proof)).toContain('Whether the user principal name or the mail address arrives by OAuth is not documented')
    expect(JSON.stringify(proof)).not.toContain('SAML')
  })

  it('that nothing was handed off for says nothing about credentials', async () => {
    world.practice.changeAsSecondAdministrator({ strategy: { id: AZURE_OAUTH_ID, fields: { enabled: true, ...right } } })
    moveAnnaTo(AZURE_OAUTH_ID)
    // of another provider, and not made yet
    await handOff(asNew)

    expect(await prove(AZURE_OAUTH_ID)).not.toHaveProperty('credentials')
  })

  it('is told all the same when the journal cannot take the note', async () => {
    const runId = await handOff(asNew)
    const made = await enter('new', { label: 'Harbour account', enabled: 'true', display_on_login_page: 'true', ...right })
    moveAnnaTo(made)
    const held = await world.ports.lock(world.site)
    if (!held.ok) throw new TypeError('The lock is taken')

    const proof = await prove(made)

    expect(proof).toMatchObject({ kind: 'signed-in', credentials: { state: 'open' } })
    expect(JSON.stringify(proof)).toContain('could not be noted in the journal')
    await held.value.release()
    expect(stateOf(await runNow(runId))).toEqual(open)
  })

  it.each([
    ['a wrong secret', { client_secret: 'abc8Q~wrong.wrong.wrong.wrong.wrong.1234' }, '', 'entra.sign-in.client-secret', 'AADSTS7000215'],
    ['ids that were swapped', { tenant_id: clientId, client_id: tenantId }, '', 'entra.sign-in.tenant', 'AADSTS90002'],
    ['another redirect URI in the registration', {}, 'wrong-redirect', 'entra.sign-in.reply-address', 'AADSTS50011']
  ] as const)('with %s is refused in Microsoft’s words, and proves nothing', async (_what, fields, fault, code, words) => {
    const runId = await handOff(asNew)
    const entered = { ...right, ...fields }
    const made = await enter('new', { label: 'Harbour account', enabled: 'true', display_on_login_page: 'true', ...entered })
    moveAnnaTo(made)

    const proof = await prove(made, { fault })

    expect(proof).toMatchObject({ kind: 'refused', problem: { code } })
    expect(JSON.stringify(proof)).toContain(words)
    // One protocol is enough where it is known which.
    expect(JSON.stringify(proof)).not.toContain('With SAML')
    expect(stateOf(await runNow(runId))).toEqual(open)
    expect(JSON.stringify(await runNow(runId))).not.toContain(entered.client_secret)
  })
})
