import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { openPart, openProvisioning, openProvisioningAlone, refusedToken, scimLog } from '../support/provisioning-samples.ts'
import { acme } from '../support/site-samples.ts'

async function openLog(more: Answers = {}) {
  const opened = await openProvisioning(more)
  await openPart(opened, 'SCIM log')
  return opened
}

const rows = () => within(screen.getByRole('table', { name: 'Requests' })).getAllByRole('row').length - 1

describe('the SCIM log', () => {
  it('is read at the first visit: headline, numbers, causes with people, newest requests first', async () => {
    const { bridge } = await openLog()

    expect(await screen.findByRole('heading', { name: '3 requests in the last 7 days, 2 of them failed.' })).toBeTruthy()
    expect(bridge.inputsOf('scim.log')).toEqual([{ site: acme.site, days: 7 }])
    const cause = within(screen.getByRole('list', { name: 'Causes' })).getByRole('listitem')
    expect(cause.textContent).toContain('2 times')
    expect(cause.textContent).toContain('omar@corp.example')
    expect(within(screen.getByRole('table', { name: 'Requests' })).getAllByRole('rowheader')[0]?.textContent).toContain('person 3')
  })

  it('opens the help of a cause', async () => {
    const { user, bridge } = await openLog({
      'help.read': () =>
        done({ code: refusedToken.code, title: 'The token', blocks: [{ kind: 'command', text: 'entra-setup scim rehearse' }] })
    })

    await user.click(await screen.findByRole('button', { name: `${refusedToken.title} 2 times` }))
    await user.click(screen.getByRole('button', { name: 'Open help' }))

    expect(bridge.inputsOf('help.read')).toEqual([{ code: 'scim-log.token-refused' }])
  })

  it('is narrowed to failures, to one cause, and to a person, and widened again', async () => {
    const { user } = await openLog()
    await screen.findByRole('table', { name: 'Requests' })

    await user.click(screen.getByRole('button', { name: /^Failures/ }))
    const failures = rows()
    await user.click(screen.getByRole('button', { name: `Show its requests: ${refusedToken.title}` }))
    const ofCause = rows()
    const focus = document.activeElement?.id
    await user.type(screen.getByRole('textbox', { name: 'Person, or words of the request' }), 'omar')
    const ofOmar = rows()
    await user.type(screen.getByRole('textbox', { name: 'Person, or words of the request' }), ' x')
    await user.click(screen.getByRole('button', { name: 'Show all of them' }))

    expect([failures, ofCause, ofOmar, rows()]).toEqual([2, 2, 1, 3])
    expect(focus).toBe('log-entries')
    expect(document.activeElement?.id).toBe('log-entries')
  })

  it('shows request, answer and notes of an entry by keyboard', async () => {
    const { user } = await openLog()
    const entry = await screen.findByRole('button', { name: 'Asks with an old token' })

    entry.focus()
    await user.keyboard('{Enter}')

    expect(entry.getAttribute('aria-expanded')).toBe('true')
    expect(screen.getByText('“False” as text.')).toBeTruthy()
    expect(screen.getByRole('group', { name: 'Answer, as text' }).textContent).toContain('totalResults')
    await user.click(screen.getByRole('button', { name: 'Tests the connection' }))
    expect(screen.getByText('The log holds neither request nor answer of it.')).toBeTruthy()
  })

  it('is read again, also for another span; what was read before stays meanwhile and when that fails', async () => {
    let tries = 0
    const { user, bridge } = await openLog({
      'scim.log': () => {
        tries += 1
        return tries === 1
          ? done(scimLog())
          : { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no line' }) } }
      }
    })
    await screen.findByRole('table', { name: 'Requests' })

    await user.selectOptions(screen.getByRole('combobox', { name: 'Look back' }), '30')

    expect(await alertText()).toContain('no line')
    expect(rows()).toBe(3)
    expect(screen.getByText('What is shown below is of before.')).toBeTruthy()
    bridge.answer('scim.log', () => done(scimLog({ headline: 'All is well.', causes: [], cutBecause: 'Only the newest 5000 were read.' })))
    await user.click(screen.getByRole('button', { name: 'Read the log again' }))
    await waitFor(() => expect(document.activeElement?.textContent).toBe('All is well.'))
    expect(bridge.inputsOf('scim.log').at(-1)).toEqual({ site: acme.site, days: 30 })
    expect(screen.getByText('Only the newest 5000 were read.')).toBeTruthy()
  })

  it('warns although nothing failed', async () => {
    const silence = problem('scim-log.follow.not-seen', { person: 'anybody', minutes: 10 })
    await openLog({ 'scim.log': () => done(scimLog({ warnings: [silence], causes: [], entries: [] })) })

    expect(await screen.findByText(silence.title)).toBeTruthy()
    expect(screen.queryByRole('table', { name: 'Requests' })).toBeNull()
  })

  it('needs a connected site', async () => {
    const opened = await openProvisioningAlone()

    await openPart(opened, 'SCIM log')

    expect(screen.getByText('The SCIM log is read from the site. Connect it first.')).toBeTruthy()
    expect(opened.bridge.inputsOf('scim.log')).toEqual([])
  })
})
