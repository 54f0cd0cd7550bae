import { describe, expect, it } from 'vitest'
import type { FieldChange } from '../../../src-main/core/plan/plan.ts'
import { planDifferences } from '../../../src-renderer/state/plan-differences.ts'
import { hostChange, ldapChange, passwordChange, planView } from '../support/site-samples.ts'

const portChange: FieldChange = { kind: 'value', field: 'ldap_port', label: 'LDAP Port', before: 389, after: 636, readBack: 'exact' }

function planOf(...fields: readonly FieldChange[]) {
  return planView({ changes: fields.length === 0 ? [] : [ldapChange(fields)] }).plan
}

describe('what is different between two plans', () => {
  it('names each setting that is new, gone, wished otherwise or changed at the site', () => {
    const earlier = planOf(hostChange, portChange)
    const now = planOf({ ...hostChange, before: 'dc7.corp.example' }, passwordChange)

    expect(planDifferences(earlier, now).map(({ label, kind }) => [label, kind])).toEqual([
      ['LDAP Host', 'site-changed'],
      ['LDAP Port', 'gone'],
      ['LDAP Password', 'new']
    ])
    expect(planDifferences(planOf(hostChange), planOf({ ...hostChange, after: 'dc3.corp.example' }))).toMatchObject([
      { kind: 'wish-changed' }
    ])
  })

  it('is nothing when only what neither plan touches has changed', () => {
    expect(planDifferences(planOf(hostChange, passwordChange), planOf(hostChange, passwordChange))).toEqual([])
  })
})
