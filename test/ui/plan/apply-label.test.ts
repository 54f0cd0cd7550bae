import { describe, expect, it } from 'vitest'
import { applyLabel } from '../../../src-renderer/plan/apply-label.ts'
import { handOffChange, hostChange, ldapChange, planView } from '../support/site-samples.ts'

const made = { ...ldapChange([hostChange, hostChange]), way: 'create' as const }

describe('what the button of a plan says', () => {
  it.each([
    ['of what is changed', [ldapChange()], 'Apply 1 change'],
    ['of what is made', [made], 'Apply 2 changes'],
    ['of what a person enters', [handOffChange], 'Hand off 2 changes'],
    ['of all of it', [ldapChange(), made, handOffChange], 'Apply 3 changes, hand off 2']
  ])('counts the settings %s', (_title, changes, label) => {
    expect(applyLabel(planView({ changes }))).toBe(label)
  })
})
