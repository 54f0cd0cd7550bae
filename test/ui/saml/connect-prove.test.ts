import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import type { SignInEvent, SignInProof } from '../../../src-main/core/saml/saml-views.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { openSaml, openSamlAlone, step } from '../support/saml-samples.ts'
import { acme } from '../support/site-samples.ts'

const begin = () => screen.getByRole('button', { name: 'Open the browser and wait' })

async function openProve(more: Answers = {}) {
  const opened = await openSaml(more)
  await opened.user.click(step(/^4\. Prove it/))
  return opened
}

describe('the proof', () => {
  it('is a real sign-in: who arrived as whom, with the evidence', async () => {
    const { user, bridge } = await openProve()

    await user.click(begin())

    expect(await screen.findByText('ada arrived a moment ago.')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Signed in as ada' }))
    expect(screen.getByText('sso_login 77')).toBeTruthy()
    expect(step(/^4\. Prove it/).textContent).toMatch(/Done\s*as ada/)
    expect(bridge.inputsOf('saml.prove')).toEqual([{ site: acme.site, strategyId: 12 }])
  })

  it('is waited for with real counts, says what was passed over, and can be stopped', async () => {
    let tell: (event: SignInEvent) => void = () => undefined
    const { user, bridge } = await openProve({
      'saml.prove': (_input, emit) => {
        tell = emit
        return heldReply<SignInProof>().promise
      }
    })

    await user.click(begin())
    await screen.findByRole('heading', { name: 'Opening the browser' })
    tell({ type: 'waiting-since', at: '2026-11-21T14:02:00.000Z', openedUrl: 'https://acme.files.com/login' })
    tell({ type: 'waiting', waitedMs: 12_000, readings: 4 })
    tell({ type: 'passed-over', because: 'omar signed in by another provider.' })

    expect(await screen.findByText(/12 s; the events of the site were read\s*4 times/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy the address to sign in at' })).toBeTruthy()
    expect(within(screen.getByRole('list', { name: 'Not taken for it' })).getByText('omar signed in by another provider.')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^SAML/ }).textContent).toContain('waiting')
    await user.click(screen.getByRole('button', { name: 'Stop waiting' }))
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'The waiting was cancelled' }))
    expect(bridge.cancelled).toHaveLength(1)
  })

  it('may end in a refusal, which is explained, and can be tried again', async () => {
    let tries = 0
    const refusal = problem('app.failed', { message: 'the person is not assigned' })
    const { user } = await openProve({
      'saml.prove': () => {
        tries += 1
        return tries === 1
          ? done({ kind: 'refused', problem: refusal })
          : done({ kind: 'signed-in', username: 'ada', sentence: 'Now it works.', evidence: [] })
      }
    })

    await user.click(begin())
    expect(await alertText()).toContain('the person is not assigned')
    expect(step(/^4\. Prove it/).textContent).toContain('Needs attention')
    await user.click(begin())

    expect(await screen.findByText('Now it works.')).toBeTruthy()
  })

  it('may not be possible at all', async () => {
    const { user } = await openProve({
      'saml.prove': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no browser' }) } })
    })

    await user.click(begin())

    expect(await alertText()).toContain('no browser')
    expect(screen.getByRole('heading', { name: 'The sign-in could not be waited for' })).toBeTruthy()
  })

  it('needs a provider, and says where that comes from', async () => {
    const { user } = await openProve({ 'site.connect': () => done({ ...acme, strategies: [] }) })

    expect(screen.queryByRole('button', { name: 'Open the browser and wait' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Go to step 3' }))

    expect(document.activeElement).toBe(step(/^3\. How Files.com is told/))
  })

  it('needs a connected site', async () => {
    const { user } = await openSamlAlone()

    await user.click(step(/^4\. Prove it/))

    expect(screen.getByText(/Connect it first/)).toBeTruthy()
    expect(step(/^4\. Prove it/).textContent).toContain('needs a connected site')
  })
})

describe('an error page', () => {
  it('is explained from its text, also without a site', async () => {
    const explained = problem('app.failed', { message: 'AADSTS50105' })
    const { user, bridge } = await openSamlAlone({ 'saml.explain-error': () => done(explained) })
    await user.click(step(/^4\. Prove it/))

    await user.type(screen.getByRole('textbox', { name: 'Did the sign-in end on an error page?' }), 'AADSTS50105: not assigned')
    await user.click(screen.getByRole('button', { name: 'Explain the error' }))

    expect(await alertText()).toContain(explained.title)
    expect(bridge.inputsOf('saml.explain-error')).toEqual([{ text: 'AADSTS50105: not assigned' }])
  })

  it('has to be there first', async () => {
    const { user, bridge } = await openSamlAlone()
    await user.click(step(/^4\. Prove it/))

    await user.click(screen.getByRole('button', { name: 'Explain the error' }))

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Did the sign-in end on an error page?' }))
    expect(await alertText()).toContain('Paste the text')
    expect(bridge.inputsOf('saml.explain-error')).toEqual([])
  })
})
