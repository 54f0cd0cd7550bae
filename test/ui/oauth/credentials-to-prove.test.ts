import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { HandedOffCredentials } from '../../../src-main/core/journal/run-view.ts'
import type { RunView } from '../../../src-main/contract/views.ts'
import type { SignInProof } from '../../../src-main/core/saml/saml-views.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { filledOauth, openOauth, profileWithOauth, wantedOauth } from '../support/oauth-samples.ts'
import { step } from '../support/saml-samples.ts'
import { acme, handedOffRun, runView } from '../support/site-samples.ts'

const asked: HandedOffCredentials = { strategyId: 14, isNew: false, provedAt: undefined }
const PROVED_AT = '2026-11-22T12:00:00.000Z'

function runWith(credentials: HandedOffCredentials, more: Partial<RunView> = {}): RunView {
  return runView({ ...handedOffRun, handOffs: handedOffRun.handOffs.map((handOff) => ({ ...handOff, credentials })), ...more })
}

const tick = () =>
  screen.queryByRole<HTMLInputElement>('checkbox', { name: 'Tenant, client and secret of the last plan are entered at the site' })

async function openProve(more: Answers) {
  const opened = await openOauth(more)
  await opened.user.click(step(/^5\. Prove/))
  return opened
}

function proving(proof: Partial<Extract<SignInProof, { readonly kind: 'signed-in' }>>): Answers {
  return { 'saml.prove': () => done({ kind: 'signed-in', username: 'ada', sentence: 'ada arrived.', evidence: [], ...proof }) }
}

describe('tenant, client and secret that were handed off', () => {
  it('of a provider that was there before are proved with the word of a person only', async () => {
    let runs: readonly RunView[] = [runWith(asked)]
    const { user, bridge } = await openProve({
      'run.list': () => done(runs),
      'saml.prove': () => {
        runs = [runWith({ ...asked, provedAt: PROVED_AT }, { outcome: 'proved' })]
        return done({
          kind: 'signed-in',
          username: 'ada',
          sentence: 'ada arrived.',
          evidence: [],
          credentials: { state: 'proved', sentence: 'It proves what was handed off.' }
        })
      }
    })

    await waitFor(() => expect(tick()?.checked).toBe(false))
    await user.click(tick() ?? document.body)
    await user.click(screen.getByRole('button', { name: 'Open the browser and wait' }))

    expect(await screen.findByText('It proves what was handed off.')).toBeTruthy()
    expect(bridge.inputsOf('saml.prove')).toEqual([{ site: acme.site, strategyId: 14, areEntered: true }])
    await waitFor(() => expect(tick()).toBeNull())
    // Said once, by the sign-in itself.
    expect(screen.queryByText(/^Tenant, client and secret that were handed off last/)).toBeNull()
  })

  it('stay open without it, and the window says why', async () => {
    const { user, bridge } = await openProve({
      'run.list': () => done([runWith(asked)]),
      ...proving({ credentials: { state: 'open', sentence: 'It proves what the provider holds now.' } })
    })

    await user.click(screen.getByRole('button', { name: 'Open the browser and wait' }))

    expect(await screen.findByText('It proves what the provider holds now.')).toBeTruthy()
    expect(bridge.inputsOf('saml.prove')).toEqual([{ site: acme.site, strategyId: 14 }])
    expect(tick()?.checked).toBe(false)
    expect(step(/^5\. Prove/).textContent).toMatch(/Done, with warnings\s*as ada; what was handed off is not proved/)
  })

  it('once more make the proof of before one of before', async () => {
    let runs: readonly RunView[] = [runWith({ ...asked, isNew: true })]
    const { user } = await openProve({
      'run.list': () => done(runs),
      'saml.prove': () => {
        runs = [runWith({ ...asked, provedAt: PROVED_AT }, { outcome: 'proved' })]
        const credentials = { state: 'proved', sentence: 'It proves what was handed off.' } as const
        return done({ kind: 'signed-in', username: 'ada', sentence: 'ada arrived.', evidence: [], credentials })
      }
    })
    await user.click(screen.getByRole('button', { name: 'Open the browser and wait' }))
    await screen.findByText('It proves what was handed off.')

    runs = [runWith(asked, { runId: 'newer' }), ...runs]
    await user.click(screen.getByRole('button', { name: 'Home' }))
    await user.click(screen.getByRole('button', { name: 'OAuth' }))

    await waitFor(() => expect(screen.queryByText('It proves what was handed off.')).toBeNull())
    expect(tick()?.checked).toBe(false)
    expect(step(/^5\. Prove/).textContent).toContain('until a real sign-in was seen')
  })

  it('of a new provider need no such word', async () => {
    await openProve({ 'run.list': () => done([runWith({ ...asked, isNew: true })]) })

    expect(await screen.findByText(/^The provider is new: a sign-in by it also proves/)).toBeTruthy()
    expect(tick()).toBeNull()
  })

  it('are still proved after a restart', async () => {
    await openProve({ 'run.list': () => done([runWith({ ...asked, provedAt: PROVED_AT })]) })

    expect(await screen.findByText(/^Tenant, client and secret that were handed off last are proved, by a sign-in on .*2026/)).toBeTruthy()
    await waitFor(() => expect(step(/^5\. Prove/).textContent).toMatch(/Done\s*a sign-in was seen on .*2026/))
  })

  it('count for their own site and provider only, and the newest run decides', async () => {
    const proved = { ...asked, provedAt: PROVED_AT }
    await openProve({
      'run.list': () =>
        done([
          runWith(proved, { runId: 'other', site: 'other.files.com' }),
          runWith({ ...proved, strategyId: 12 }, { runId: 'saml' }),
          runWith(asked, { runId: 'newest' }),
          runWith(proved, { runId: 'older' })
        ])
    })

    await waitFor(() => expect(tick()).not.toBeNull())
    expect(step(/^5\. Prove/).textContent).toContain('Not provable here')
  })

  it('need not be entered again once they are proved', async () => {
    const { user, bridge } = await openOauth(
      {
        ...profileWithOauth({ ...wantedOauth, strategyId: 14, entersCredentials: true }),
        'run.list': () => done([runWith({ ...asked, provedAt: PROVED_AT })])
      },
      filledOauth
    )
    await user.click(step(/^4\. What Files.com is told/))

    const part = await screen.findByRole('region', { name: 'Tenant, client and secret' })
    await user.click(await within(part).findByRole('button', { name: 'Take the tick away' }))

    await waitFor(() => expect(JSON.stringify(bridge.inputsOf('profile.save').at(-1))).toContain('"strategy":14'))
    expect(JSON.stringify(bridge.inputsOf('profile.save').at(-1))).not.toContain('"clientSecret":"set"')
    expect(within(part).queryByRole('button', { name: 'Take the tick away' })).toBeNull()
    expect(document.activeElement?.id).toBe('oauth-credentials')
  })
})
