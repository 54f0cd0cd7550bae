import { describe, expect, it } from 'vitest'
import { DirectoryFormState } from '../../../src-renderer/state/directory-form-state.svelte.ts'
import { filledForm } from '../support/samples.ts'

describe('DirectoryFormState', () => {
  it('shows no message about a box before it was left', () => {
    const form = new DirectoryFormState()

    form.set('host', 'ldap://dc1')
    const whileTyping = form.messageFor('host')
    form.leave('host')

    expect(whileTyping).toBeUndefined()
    expect(form.messageFor('host')).toMatchObject({ field: 'host', severity: 'error' })
  })

  it('does not complain about an empty box that was only passed on the way', () => {
    const form = new DirectoryFormState()

    form.leave('host')

    expect(form.messageFor('host')).toBeUndefined()
  })

  it('shows every message after the button was pressed, and names the first field to correct', () => {
    const form = new DirectoryFormState()

    form.press()

    expect((['host', 'username', 'baseDn'] as const).map((field) => form.isFaulty(field))).toEqual([true, true, true])
    expect(form.messageFor('username')?.severity).toBe('error')
    expect(form.firstFaultyField).toBe('host')
  })

  it('lets a check begin without a password, with advice about what it cannot prove then', () => {
    const form = new DirectoryFormState()
    form.replace(filledForm)

    form.press()

    expect(form.hasErrors).toBe(false)
    expect(form.messageFor('password')?.severity).toBe('advice')
  })

  it('says that a person who is named is left out without their password', () => {
    const form = new DirectoryFormState()
    form.replace({ ...filledForm, person: 'ada' })

    form.press()
    const before = form.messageFor('personPassword')
    form.typePersonPassword('secret')

    expect(before?.severity).toBe('advice')
    expect(form.messageFor('personPassword')).toBeUndefined()
  })

  it('says at once what sending in clear means', () => {
    const form = new DirectoryFormState()

    form.set('security', 'none')

    expect(form.messageFor('allowCleartext')?.severity).toBe('advice')
  })

  it('takes a suggestion into its field, and knows that it has it', () => {
    const form = new DirectoryFormState()
    const baseDn = { field: 'baseDn', value: 'DC=corp,DC=example', text: '', reason: '' } as const
    const security = { field: 'security', value: 'starttls', text: '', reason: '' } as const
    const nonsense = { field: 'serverType', value: 'novell', text: '', reason: '' } as const

    for (const suggestion of [baseDn, security, nonsense]) form.accept(suggestion)

    expect([baseDn, security, nonsense].map((suggestion) => form.has(suggestion))).toEqual([true, true, false])
    expect(form.values).toMatchObject({ baseDn: 'DC=corp,DC=example', security: 'starttls', serverType: 'auto' })
  })

  it('forgets passwords and messages when another form takes its place', () => {
    const form = new DirectoryFormState()
    form.typePassword('secret')
    form.typePersonPassword('secret')
    form.press()

    form.replace({ ...filledForm, host: '' })

    expect(form.password).toEqual({ kind: 'typed', value: '' })
    expect(form.personPassword).toBe('')
    expect(form.messageFor('host')).toBeUndefined()
  })
})
