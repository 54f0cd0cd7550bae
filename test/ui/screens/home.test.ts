import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { done } from '../support/fake-bridge.ts'
import { openWindow } from '../support/open-window.ts'
import { emptyWorkspace, filledForm } from '../support/samples.ts'

const minuteMs = 60_000

describe('the home screen', () => {
  it('asks what one would like to do, and leads there', async () => {
    const { user } = await openWindow()

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('What would you like to do?')
    await user.click(screen.getByRole('button', { name: /Look at a certificate/ }))

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Certificates')
  })

  it('says what will stand under recent work while there is none', async () => {
    await openWindow()

    expect(within(screen.getByRole('region', { name: 'Recent work' })).getByText(/Every check you make appears here/)).toBeTruthy()
  })

  it('lists recent work with outcome, host, sentence and time', async () => {
    const when = new Date(Date.now() - 5 * minuteMs).toISOString()

    await openWindow(
      {},
      { ...emptyWorkspace, recent: [{ when, host: 'dc1.corp.example', headline: '2 things to fix.', outcome: 'failed', form: filledForm }] }
    )

    const cells = [...screen.getByRole('row', { name: /dc1/ }).children]
    expect(cells.slice(0, 4).map((cell) => cell.textContent.trim())).toEqual([
      'Failed',
      'dc1.corp.example',
      '2 things to fix.',
      '5 minutes ago'
    ])
  })

  it('takes up the settings of an earlier check', async () => {
    const { user } = await openWindow(
      {},
      {
        ...emptyWorkspace,
        recent: [{ when: new Date().toISOString(), host: 'dc1.corp.example', headline: '', outcome: 'healthy', form: filledForm }]
      }
    )

    await user.click(screen.getByRole('button', { name: 'Use these settings of dc1.corp.example' }))

    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Host' }).value).toBe('dc1.corp.example')
    expect(screen.getByLabelText<HTMLInputElement>('Password', { selector: 'input' }).value).toBe('')
  })

  it('reads recent work again when one comes back', async () => {
    let reads = 0
    const { user } = await openWindow({
      'workspace.read': () => {
        reads += 1
        const recent =
          reads === 1
            ? []
            : [
                {
                  when: new Date().toISOString(),
                  host: 'dc9.corp.example',
                  headline: 'All is well.',
                  outcome: 'healthy' as const,
                  form: filledForm
                }
              ]
        return done({ ...emptyWorkspace, recent })
      }
    })

    await user.click(screen.getByRole('button', { name: /^Directory/ }))
    await user.click(screen.getByRole('button', { name: 'Home' }))

    expect(await screen.findByRole('rowheader', { name: 'dc9.corp.example' })).toBeTruthy()
  })

  it('says why what was typed last time is not here', async () => {
    const notRead = problem('app.file-not-written', { path: 'workspace.json', reason: 'it is damaged' })

    await openWindow({ 'workspace.read': () => ({ ok: false, error: { kind: 'problem', problem: notRead } }) })

    expect(screen.getByRole('alert').textContent).toContain('it is damaged')
  })
})

describe('the frame', () => {
  it('restores the screen and the form of last time', async () => {
    await openWindow({}, { ...emptyWorkspace, screen: 'directory', form: filledForm })

    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Host' }).value).toBe('dc1.corp.example')
    expect(screen.getByRole('button', { name: 'Directory' }).getAttribute('aria-current')).toBe('page')
  })

  it('changes screens by Ctrl and a digit, and moves the focus to the heading', async () => {
    const { user } = await openWindow({ 'practice.faults': () => done([]) })

    const titles: (string | null)[] = []
    for (const digit of ['2', '3', '4', '5', '6', '7', '8', '9', '1']) {
      await user.keyboard(`{Control>}${digit}{/Control}`)
      titles.push(document.activeElement?.tagName === 'H1' ? document.activeElement.textContent : null)
    }

    expect(titles).toEqual([
      'Set up',
      'Directory',
      'Preview',
      'SAML',
      'OAuth',
      'Identity',
      'Provisioning',
      'Certificates',
      'What would you like to do?'
    ])
  })

  it('leaves the digit alone without Ctrl', async () => {
    const { user } = await openWindow({}, { ...emptyWorkspace, screen: 'directory' })

    await user.type(screen.getByRole('textbox', { name: 'Port' }), '1')

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Directory')
  })

  it('has the landmarks of a page, and a way past the navigation', async () => {
    const { user } = await openWindow()

    expect(screen.getByRole('navigation', { name: 'Screens' })).toBeTruthy()
    expect(screen.getByRole('main')).toBeTruthy()
    await user.tab()
    await user.keyboard('{Enter}')

    expect(document.activeElement?.tagName).toBe('H1')
  })
})
