import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { SamlInspection } from '../../../src-main/core/saml/saml-views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { eventsOf, resultOf } from '../support/samples.ts'
import { inspection, metadataUrl, openSaml, openSamlAlone, samlReport, step } from '../support/saml-samples.ts'
import { acme } from '../support/site-samples.ts'

/** Bytes of jsdom and bytes of Node are arrays of two worlds, which no comparison of theirs calls equal. */
function asJson(inputs: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(inputs))
}

async function openGiven(more: Answers = {}) {
  const opened = await openSaml(more)
  await opened.user.click(step(/^2\. What Entra ID gave you/))
  return opened
}

const check = () => screen.getByRole('button', { name: 'Check what Entra ID gave' })

describe('what Entra ID gave', () => {
  it('is read from its address, judged on a ladder, and told as facts and keys', async () => {
    const { user, bridge } = await openGiven()

    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), metadataUrl)
    await user.type(screen.getByRole('textbox', { name: 'Tenant ID' }), 'tenant')
    await user.click(check())

    expect(await screen.findByText('The document is signed, and unchanged since.')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: /^All 1 things/ }))
    expect(within(screen.getByRole('list', { name: 'Keys' })).getByText('Signs now')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy: Entity ID' })).toBeTruthy()
    expect(step(/^2\. What Entra ID gave you/).textContent).toContain('Done')
    expect(bridge.inputsOf('saml.inspect')).toEqual([
      { document: { kind: 'url', url: metadataUrl, insist: false }, tenantId: 'tenant', applicationId: '', site: acme.site }
    ])
  })

  it('is checked by Enter, also at an address that is none of Microsoft when somebody insists', async () => {
    const { user, bridge } = await openGiven()

    await user.click(screen.getByRole('checkbox', { name: /although it is no address of Microsoft/ }))
    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), 'https://idp.example/metadata{Enter}')

    await screen.findByRole('list', { name: 'Keys' })
    expect(bridge.inputsOf('saml.inspect')).toMatchObject([{ document: { url: 'https://idp.example/metadata', insist: true } }])
  })

  it('is read from a file as soon as that is chosen, or from pasted text', async () => {
    const { user, bridge } = await openGiven()

    await user.click(screen.getByRole('radio', { name: /^Metadata XML/ }))
    await user.upload(screen.getByLabelText('Choose a metadata file'), new File(['<a/>'], 'app.xml'))
    await screen.findByText('In hand: app.xml')
    await screen.findByRole('list', { name: 'Keys' })
    await user.click(screen.getByRole('textbox', { name: 'Metadata as text' }))
    await user.paste('<b/>')
    await user.click(check())

    expect(asJson(bridge.inputsOf('saml.inspect'))).toMatchObject([
      { document: { kind: 'file', name: 'app.xml', bytes: { 0: 60, 1: 97 } } },
      { document: { kind: 'text', text: '<b/>' } }
    ])
  })

  it('may be a certificate with the tenant it belongs to', async () => {
    const { user, bridge } = await openGiven()

    await user.click(screen.getByRole('radio', { name: /^Certificate and tenant/ }))
    await user.type(screen.getByRole('textbox', { name: 'Tenant ID' }), 'tenant')
    await user.upload(screen.getByLabelText('Choose a signing certificate'), new File([new Uint8Array([48, 1])], 'app.cer'))
    await screen.findByRole('list', { name: 'Keys' })

    expect(asJson(bridge.inputsOf('saml.inspect'))).toMatchObject([
      { document: { kind: 'file', name: 'app.cer', bytes: { 0: 48, 1: 1 } }, tenantId: 'tenant' }
    ])
  })

  it('asks for what is missing, at the field, and sends nothing', async () => {
    const { user, bridge } = await openGiven()

    await user.click(check())

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Metadata URL' }))
    expect(await alertText()).toContain('App Federation Metadata Url')
    expect(bridge.inputsOf('saml.inspect')).toEqual([])
  })

  it('is checked without any site', async () => {
    const { user, bridge } = await openSamlAlone()

    await user.click(step(/^2\. What Entra ID gave you/))
    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), `${metadataUrl}{Enter}`)
    await screen.findByRole('list', { name: 'Keys' })

    expect(bridge.inputsOf('saml.inspect')).toMatchObject([{ site: '' }])
  })

  it('shows the rungs while they are climbed, and can be cancelled', async () => {
    const { user, bridge } = await openGiven({
      'saml.inspect': (_input, emit) => {
        for (const event of eventsOf([resultOf('pass'), resultOf('warn')]).slice(0, 4)) emit(event)
        return heldReply<SamlInspection>().promise
      }
    })

    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), `${metadataUrl}{Enter}`)
    await screen.findByRole('heading', { name: /^Checking, 1 of 2/ })
    expect(step(/^2\. What Entra ID gave you/).textContent).toContain('In progress')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))

    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Cancelled after 1 of 2' }))
    expect(bridge.cancelled).toHaveLength(1)
  })

  it('opens what failed, and the step needs attention', async () => {
    const results = [resultOf('pass'), resultOf('fail')]
    const { user } = await openGiven({
      'saml.inspect': () => done(inspection({ report: samlReport('metadata', results), facts: undefined, choices: [] }))
    })

    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), `${metadataUrl}{Enter}`)

    expect(await screen.findByText('What happened')).toBeTruthy()
    expect(step(/^2\. What Entra ID gave you/).textContent).toContain('Needs attention')
    expect(screen.queryByRole('list', { name: 'Keys' })).toBeNull()
  })

  it('says why it could not be checked at all', async () => {
    const { user } = await openGiven({
      'saml.inspect': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no network' }) } })
    })

    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), `${metadataUrl}{Enter}`)

    expect(await alertText()).toContain('no network')
    expect(screen.getByRole('heading', { name: 'The check could not be finished' })).toBeTruthy()
  })

  it('says that results are of before when something is typed after', async () => {
    const { user, bridge } = await openGiven()
    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), `${metadataUrl}{Enter}`)
    await screen.findByRole('list', { name: 'Keys' })

    await user.type(screen.getByRole('textbox', { name: 'Application ID' }), 'app')
    expect(step(/^2\. What Entra ID gave you/).textContent).toContain('changed since it was read')
    await user.click(screen.getByRole('button', { name: 'Check what Entra ID gave again' }))

    await screen.findByRole('list', { name: 'Keys' })
    expect(screen.queryByText(/^These results are for/)).toBeNull()
    expect(bridge.inputsOf('saml.inspect')).toHaveLength(2)
  })

  it('has a report to save and to copy', async () => {
    const { user, bridge } = await openGiven()
    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), `${metadataUrl}{Enter}`)

    await user.click(await screen.findByRole('button', { name: 'Save report (HTML)' }))
    await screen.findByText(/^Saved to saml.html/)
    await user.click(screen.getByRole('button', { name: 'Copy as text' }))
    await screen.findByText(/^Report copied/)

    expect(bridge.inputsOf('saml.report-save')).toEqual([{ reportId: 'inspection-1', format: 'html' }])
    expect(bridge.inputsOf('saml.report-text')).toEqual([{ reportId: 'inspection-1' }])
  })
})

describe('the practice tenant', () => {
  it('is one press away on the practice site', async () => {
    const { user, bridge } = await openSaml({
      'practice.faults': () => done([]),
      'practice.site': () => done({ address: 'practice', sentence: 'It runs.', samlMetadataUrl: 'https://login.practice.test/metadata' })
    })
    await user.click(screen.getByRole('button', { name: 'Practice' }))
    await user.click(screen.getByRole('button', { name: 'Start the practice site' }))
    await user.click(await screen.findByRole('button', { name: 'SAML' }))
    await user.click(step(/^2\. What Entra ID gave you/))

    await user.click(screen.getByRole('button', { name: 'Use the practice tenant' }))

    await screen.findByRole('list', { name: 'Keys' })
    expect(bridge.inputsOf('saml.inspect')).toMatchObject([
      { document: { kind: 'url', url: 'https://login.practice.test/metadata', insist: false } }
    ])
  })

  it('is not offered on a real site', async () => {
    await openGiven()

    expect(screen.queryByRole('button', { name: 'Use the practice tenant' })).toBeNull()
  })
})
