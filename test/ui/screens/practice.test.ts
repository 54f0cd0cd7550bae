import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PracticeFaultView } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { done, type Answers } from '../support/fake-bridge.ts'
import { openWindow } from '../support/open-window.ts'
import { checkedDirectory, emptyWorkspace, filledForm } from '../support/samples.ts'

const faults: readonly PracticeFaultView[] = [
  { name: 'wrong-name', title: 'A certificate for another name', teaches: 'Names.', flavours: ['active-directory', 'openldap'] },
  { name: 'locked', title: 'A locked account', teaches: 'Data 775.', flavours: ['active-directory'] }
]

async function openPractice(answers: Answers = {}) {
  const opened = await openWindow(
    {
      'practice.faults': () => done(faults),
      'practice.start': ({ fault }) =>
        done({
          form: { ...filledForm, host: 'localhost', port: '1389' },
          sentence: `Fault: ${fault}.`,
          ...(fault === '' ? {} : { fault: { name: fault, title: 'A locked account', teaches: '' } })
        }),
      'directory.check': () => done(checkedDirectory([])),
      ...answers
    },
    { ...emptyWorkspace, form: filledForm }
  )
  await opened.user.click(screen.getByRole('button', { name: 'Practice' }))
  await screen.findByText('A locked account')
  return opened
}

describe('practice', () => {
  it('lists the faults of the chosen directory, and says that the other has more', async () => {
    const { user } = await openPractice()

    await user.click(screen.getByRole('radio', { name: 'OpenLDAP' }))

    expect(screen.queryByText('A locked account')).toBeNull()
    expect(screen.getByText('A certificate for another name')).toBeTruthy()
    expect(screen.getByText('One more fault exists with Active Directory.')).toBeTruthy()
  })

  it('opens the directory screen with its form and without any password to type', async () => {
    const { user, bridge } = await openPractice()

    await user.click(screen.getByRole('button', { name: 'Try this fault: A locked account' }))
    await screen.findByText('You are practising')
    const focused = document.activeElement?.textContent
    const lessonBefore = screen.queryByText(/What it teaches/)
    await user.click(screen.getByRole('button', { name: 'Check the directory' }))

    expect(await screen.findByText(/What it teaches/)).toBeTruthy()
    expect(lessonBefore).toBeNull()
    expect(focused).toBe('Directory')
    expect(bridge.inputsOf('practice.start')).toEqual([{ fault: 'locked', flavour: 'active-directory' }])
    expect(screen.queryByLabelText('Password')).toBeNull()
    expect(bridge.inputsOf('directory.check')).toMatchObject([{ form: { host: 'localhost' }, password: { kind: 'practice' } }])
  })

  it('is left by a button, which gives the own form back', async () => {
    const { user } = await openPractice()

    await user.click(screen.getByRole('button', { name: 'Start healthy practice' }))
    expect(await screen.findByText('The practice password is filled in by the application.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Leave practice' }))

    expect(screen.queryByText(/You are practising/)).toBeNull()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Host' }).value).toBe('dc1.corp.example')
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('')
  })

  it('says why it could not be started', async () => {
    const { user } = await openPractice({
      'practice.start': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no port is free' }) } })
    })

    await user.click(screen.getByRole('button', { name: 'Start healthy practice' }))

    expect((await screen.findByRole('alert')).textContent).toContain('no port is free')
  })
})
