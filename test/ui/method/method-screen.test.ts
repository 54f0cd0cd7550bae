import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Reply } from '../../../src-main/contract/operations.ts'
import type { Advice } from '../../../src-main/core/adviser/adviser-views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { adviceFor, methodAnswers, openMethod, openMethodAlone, tables } from '../support/method-samples.ts'
import { acme } from '../support/site-samples.ts'

const sftp = () => screen.findByRole('group', { name: /Do people sign in by SFTP/ })
const radioOf = (group: HTMLElement, name: string) => within(group).getByRole<HTMLInputElement>('radio', { name })

describe('the adviser', () => {
  it('recommends from what was read, says who says so, and names what is open', async () => {
    const { bridge } = await openMethod()

    const question = await sftp()
    const signIn = screen.getByRole('region', { name: 'LDAP' })

    expect(radioOf(question, 'Yes').checked).toBe(true)
    expect(question.textContent).toMatch(/Read\s*37 people came by SFTP in the last 90 days\. \(Files\.com\)/)
    expect(within(signIn).getByRole('list', { name: 'Sign-in: Why' }).textContent).toMatch(/Passwords work by SFTP\.\s*\(read\)/)
    expect(within(signIn).getByRole('list', { name: 'Sign-in: What speaks against it' }).textContent).toContain('(documented)')
    expect(within(signIn).getByRole('list', { name: 'Sign-in: What would change it' })).toBeTruthy()
    expect(within(signIn).getByText(/^Still open: question \d+\.$/)).toBeTruthy()
    expect(within(signIn).getByText('It knows no SCIM.')).toBeTruthy()
    expect(screen.getByRole('list', { name: 'Not read' }).textContent).toContain('The directory was not looked at.')
    expect(bridge.inputsOf('adviser.advise')).toEqual([{ site: acme.site, answers: {}, identityId: '' }])
  })

  it('thinks again with each answer, which overrules what was read, and keeps answers for the next start', async () => {
    const { user, bridge } = await openMethod()

    await user.click(radioOf(await sftp(), 'No'))

    expect(await screen.findByRole('region', { name: 'SAML' })).toBeTruthy()
    expect((await sftp()).textContent).toContain('Overruled')
    expect(screen.getByRole('button', { name: 'Set up SAML, as recommended' })).toBeTruthy()
    expect(bridge.inputsOf('adviser.advise').at(-1)).toEqual({ site: acme.site, answers: { 'sftp-passwords': 'no' }, identityId: '' })
    await waitFor(() => expect(bridge.inputsOf('workspace.save').at(-1)).toMatchObject({ adviserAnswers: { 'sftp-passwords': 'no' } }))
  })

  it('takes an answer back by keyboard: what was read counts again', async () => {
    const { user, bridge } = await openMethod({}, { adviserAnswers: { 'sftp-passwords': 'no' } })
    const question = await sftp()

    within(question)
      .getByRole('button', { name: /^Go by what was read: / })
      .focus()
    await user.keyboard('{Enter}')

    expect(await screen.findByRole('region', { name: 'LDAP' })).toBeTruthy()
    expect(document.activeElement).toBe(radioOf(await sftp(), 'Yes'))
    expect(radioOf(await sftp(), 'Yes').checked).toBe(true)
    expect(bridge.inputsOf('adviser.advise').map((input) => JSON.stringify(input))).toEqual([
      JSON.stringify({ site: acme.site, answers: { 'sftp-passwords': 'no' }, identityId: '' }),
      JSON.stringify({ site: acme.site, answers: {}, identityId: '' })
    ])
  })

  it('goes by the last answer, whichever advice comes first, and shows the old one until then', async () => {
    const held: ((reply: Reply<Advice>) => void)[] = []
    const { user } = await openMethod({
      'adviser.advise': ({ answers }) => {
        if (Object.keys(answers).length === 0) return done(adviceFor(answers))
        const reply = heldReply<Advice>()
        held.push(reply.release)
        return reply.promise
      }
    })
    const question = await sftp()
    await user.click(radioOf(question, 'No'))
    await user.click(radioOf(question, 'Yes'))

    const whileThinking = screen.getByRole('region', { name: 'LDAP' })
    held[1]?.(done(adviceFor({ 'sftp-passwords': 'yes' }, { headline: 'The last word' })))
    await screen.findByText('The last word')
    held[0]?.(done(adviceFor({ 'sftp-passwords': 'no' }, { headline: 'Too late' })))
    await Promise.resolve()

    expect(whileThinking).toBeTruthy()
    expect(screen.queryByText('Too late')).toBeNull()
    expect(screen.getByText('The last word').getAttribute('role')).toBe('status')
  })

  it('says why there is no advice, keeps the last one, and is asked again', async () => {
    let readings = 0
    const { user } = await openMethod({
      'adviser.advise': ({ answers }) => {
        readings += 1
        return readings === 2
          ? { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'the site is away' }) } }
          : done(adviceFor(answers))
      }
    })
    await user.click(radioOf(await sftp(), 'No'))

    expect(await alertText()).toContain('the site is away')
    expect(screen.getByRole('region', { name: 'LDAP' })).toBeTruthy()
    expect(screen.getByText('What is shown below is of before.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Ask for the advice again' }))

    expect(await screen.findByRole('region', { name: 'SAML' })).toBeTruthy()
    expect(screen.queryByText('What is shown below is of before.')).toBeNull()
  })

  it('leads on to what it recommends, and to everything else', async () => {
    const { user } = await openMethod()
    await sftp()

    const goOn = within(screen.getByRole('region', { name: 'Go on with any of them' }))
    expect(goOn.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Set up SAML',
      'Set up OAuth',
      'Set up LDAP',
      'Provisioning'
    ])
    await user.click(screen.getByRole('button', { name: 'Set up LDAP, as recommended' }))

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Set up')
  })

  it('works from answers alone without a site', async () => {
    const { bridge } = await openMethodAlone()

    await sftp()

    expect(screen.getByText(/^No site is connected, so nothing was read/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Connect a site' })).toBeTruthy()
    expect(bridge.inputsOf('adviser.advise')).toEqual([{ site: '', answers: {}, identityId: '' }])
  })

  it('asks again only for another site, not for every visit', async () => {
    const { user, bridge } = await openMethod()
    await sftp()

    await user.click(screen.getByRole('button', { name: 'Home' }))
    await user.click(screen.getByRole('button', { name: 'Method' }))
    await sftp()

    expect(bridge.inputsOf('adviser.advise')).toHaveLength(1)
    expect(bridge.inputsOf('adviser.table')).toHaveLength(1)
  })
})

describe('the comparison of the methods', () => {
  it('is a real table with a name, one key away', async () => {
    const { user } = await openMethod()

    screen.getByRole('tab', { name: 'Recommendation' }).focus()
    await user.keyboard('{ArrowRight}')

    const table = await screen.findByRole('table', { name: 'Sign-in' })
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => [...row.children].map((cell) => cell.textContent.trim()))
    ).toEqual([
      ['Subject', 'SAML', 'OAuth', 'LDAP'],
      [expect.stringMatching(/^Password by SFTP\s*Source: SFTP asks/), 'No', 'No', 'Yes'],
      ['Web browser', 'Yes', 'Yes', 'Yes']
    ])
    expect(within(table).getByRole('rowheader', { name: 'Web browser' })).toBeTruthy()
    expect(screen.getByRole('list', { name: 'Notes on: Sign-in' }).textContent).toContain('the newer one counts')
    expect(screen.getByRole('region', { name: 'Table: Sign-in' }).tabIndex).toBe(0)
  })

  it('is there also while there is no advice, and is read again after a failure', async () => {
    let readings = 0
    const { user } = await openMethodAlone({
      ...methodAnswers,
      'adviser.advise': () => heldReply<Advice>().promise,
      'adviser.table': () => {
        readings += 1
        return readings === 1
          ? { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'torn page' }) } }
          : done(tables)
      }
    })

    await user.click(screen.getByRole('tab', { name: 'Comparison' }))
    expect(await alertText()).toContain('torn page')
    await user.click(screen.getByRole('button', { name: 'Read the tables again' }))

    expect(await screen.findByRole('table', { name: 'Sign-in' })).toBeTruthy()
    // The button went with the failure; the keyboard goes on where it stood.
    await waitFor(() => expect(document.activeElement?.tagName).toMatch(/^H[12]$/))
  })
})
