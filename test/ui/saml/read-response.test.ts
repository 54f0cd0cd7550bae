import { fireEvent, screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import type { SamlResponseInspection } from '../../../src-main/core/saml/saml-views.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { eventsOf, resultOf } from '../support/samples.ts'
import { metadataUrl, openSaml, openSamlAlone, responseInspection, responseView, samlReport, step } from '../support/saml-samples.ts'
import { acme } from '../support/site-samples.ts'

const read = () => screen.getByRole('button', { name: 'Read the response' })
const box = () => screen.getByRole('textbox', { name: 'Response as text' })

/** Without any site; judged by a fingerprint. */
async function openResponse(more: Answers = {}) {
  const opened = await openSamlAlone(more)
  await opened.user.click(screen.getByRole('tab', { name: 'Read a response' }))
  return opened
}

async function readResponse(more: Answers = {}) {
  const opened = await openResponse(more)
  await opened.user.type(screen.getByRole('textbox', { name: 'SHA-256 fingerprint' }), 'ab:ab')
  await opened.user.type(box(), 'PHNhbWxw')
  await opened.user.click(read())
  return opened
}

describe('a response', () => {
  it('is read without a site: the user name that results comes first of all facts', async () => {
    const { bridge } = await readResponse()

    const headline = await screen.findByRole('region', { name: 'Files.com user name that results' })
    expect(headline.textContent).toMatch(/ada@corp\.example.*NameID of the signed assertion/s)
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: /^All 1 things/ }))
    expect(screen.getByText('Nothing of the response leaves this computer.')).toBeTruthy()
    expect(bridge.inputsOf('saml.response')).toEqual([
      { content: { kind: 'text', text: 'PHNhbWxw' }, trust: { kind: 'fingerprint', text: 'ab:ab' }, at: '' }
    ])
  })

  it('shows attributes as a table, and apart from all else what no signature covers', async () => {
    await readResponse()

    const table = await screen.findByRole('table', { name: 'Attributes' })
    expect(
      [...(within(table).getAllByRole('row')[1]?.children ?? [])].map((cell) => cell.textContent.trim().replaceAll(/\s+/g, ' '))
    ).toEqual([
      'emailaddress http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
      'ada@corp.example',
      'Signed',
      'The mail address of the user.'
    ])
    const unsigned = screen.getByRole('region', { name: 'Not covered by any signature: never rely on it' })
    expect(unsigned.textContent).toContain('https://evil.example')
    expect(screen.getByRole('region', { name: 'Covered by a verified signature' }).textContent).not.toContain('evil')
  })

  it('unfolds its XML by keyboard', async () => {
    const { user } = await readResponse()

    const fold = await screen.findByRole('button', { name: /^XML as it was sent form field, base64/ })
    fold.focus()
    await user.keyboard('{Enter}')

    expect(screen.getByRole('region', { name: 'XML as it was sent' }).textContent).toBe('<samlp:Response/>')
  })

  it('may give no user name, and nothing that is signed', async () => {
    await readResponse({
      'saml.response': () =>
        done(
          responseInspection({
            view: { ...responseView, username: { kind: 'none', because: 'No signature fits.' }, signedRows: [], attributes: [] }
          })
        )
    })

    expect((await screen.findByRole('region', { name: 'Files.com user name that results' })).textContent).toMatch(
      /None.*No signature fits/s
    )
    expect(screen.getByText(/^Nothing: no signature of this response/)).toBeTruthy()
  })

  it('may be no response at all: the ladder says why', async () => {
    await readResponse({
      'saml.response': () => done(responseInspection({ view: undefined, report: samlReport('response', [resultOf('fail')]) }))
    })

    expect(await screen.findByText(/could not be opened as a response/)).toBeTruthy()
    expect(screen.getByText('What happened')).toBeTruthy()
  })

  it('comes from a file, such as a HAR file', async () => {
    const { user, bridge } = await openResponse()

    await user.type(screen.getByRole('textbox', { name: 'SHA-256 fingerprint' }), 'ab')
    await user.upload(screen.getByLabelText('Choose a file'), new File(['{}'], 'sign-in.har'))
    await screen.findByText('In hand: sign-in.har')
    await user.click(read())
    await screen.findByRole('table', { name: 'Attributes' })

    expect(bridge.inputsOf('saml.response')).toMatchObject([{ content: { kind: 'file', name: 'sign-in.har' } }])
  })

  it('is judged by what was checked in Connect, when that was done', async () => {
    const { user, bridge } = await openSamlAlone()
    await user.click(step(/^2\. What Entra ID gave you/))
    await user.type(screen.getByRole('textbox', { name: 'Metadata URL' }), `${metadataUrl}{Enter}`)
    await screen.findByRole('list', { name: 'Keys' })

    await user.click(screen.getByRole('tab', { name: 'Read a response' }))
    await user.type(box(), 'x')
    await user.click(read())
    await screen.findByRole('table', { name: 'Attributes' })

    expect(bridge.inputsOf('saml.response')).toMatchObject([{ trust: { kind: 'inspection', inspectionId: 'inspection-1' } }])
  })

  it('is judged by what a provider of the site stores', async () => {
    const { user, bridge } = await openSaml()
    await user.click(screen.getByRole('tab', { name: 'Read a response' }))

    await user.type(box(), 'x')
    await user.click(read())
    await screen.findByRole('table', { name: 'Attributes' })

    expect(bridge.inputsOf('saml.response')).toMatchObject([{ trust: { kind: 'provider', site: acme.site, strategyId: 12 } }])
  })

  it('is judged for the moment when it was received', async () => {
    const { user, bridge } = await openResponse()

    await user.type(screen.getByRole('textbox', { name: 'SHA-256 fingerprint' }), 'ab')
    await user.type(box(), 'x')
    await user.click(screen.getByRole('radio', { name: /^When it was received/ }))
    await user.click(read())
    expect(document.activeElement).toBe(screen.getByLabelText(/^Day and time/))
    await fireEvent.input(screen.getByLabelText(/^Day and time/), { target: { value: '2026-11-21T14:02' } })
    await user.click(read())
    await screen.findByRole('table', { name: 'Attributes' })

    expect(bridge.inputsOf('saml.response')).toMatchObject([{ at: new Date('2026-11-21T14:02').toISOString() }])
  })

  it('asks for what is missing, at its control, and reads nothing', async () => {
    const { user, bridge } = await openResponse()

    await user.click(read())
    expect(document.activeElement).toBe(box())
    await user.type(box(), 'x')
    await user.click(read())
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'SHA-256 fingerprint' }))
    await user.click(screen.getByRole('radio', { name: /^What was checked in “Connect”/ }))
    await user.click(read())
    expect(await alertText()).toContain('step 2 of “Connect”')
    await user.click(screen.getByRole('button', { name: 'Go to “Connect”' }))

    expect(document.activeElement).toBe(step(/^2\. What Entra ID gave you/))
    expect(bridge.inputsOf('saml.response')).toEqual([])
  })

  it('says that the facts are of before when another one is pasted, and can be read again', async () => {
    const { user, bridge } = await readResponse()
    await screen.findByRole('table', { name: 'Attributes' })
    expect(screen.queryByText(/^These results are for/)).toBeNull()

    await user.type(box(), 'y')
    await user.click(screen.getByRole('button', { name: 'Read the response again' }))

    expect(bridge.inputsOf('saml.response')).toHaveLength(2)
  })

  it('can be cancelled, and says why it failed', async () => {
    const { user } = await readResponse({
      'saml.response': (_input, emit) => {
        for (const event of eventsOf([resultOf('pass'), resultOf('warn')]).slice(0, 3)) emit(event)
        return heldReply<SamlResponseInspection>().promise
      }
    })
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))

    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Cancelled after 1 of 2' }))
  })

  it('may not be readable because nothing can be trusted', async () => {
    await readResponse({
      'saml.response': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no such fingerprint' }) } })
    })

    expect(await alertText()).toContain('no such fingerprint')
  })

  it('has a report of its own', async () => {
    const { user, bridge } = await readResponse()

    await user.click(await screen.findByRole('button', { name: 'Save report (JSON)' }))

    expect(bridge.inputsOf('saml.report-save')).toEqual([{ reportId: 'response-1', format: 'json' }])
  })
})
