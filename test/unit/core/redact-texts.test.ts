import { describe, expect, it } from 'vitest'
import { redactTexts } from '../../../src-main/core/redact-texts.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { samplePlan, sampleReceipt } from '../../support/sample-plan.ts'

function maskedBy(secret: string): (text: string) => string {
  const redactor = createRedactor()
  redactor.register(new Secret(secret))
  return redactor.redactText
}

describe('a password that is a word of this application', () => {
  it.each(['enabled', 'proved', 'profile', 'user', 'site-ldap', 'update', 'exact', 'ldap_host', 'verified', 'acme', 'done', 'left'])(
    '“%s” leaves what the window goes by as it is',
    (word) => {
      const plan = samplePlan()
      const receipt = sampleReceipt({ changeRecord: 'left' })

      const seen = redactTexts({ plan, receipt }, maskedBy(word))

      const names = ({ changes }: typeof plan) =>
        changes.map(({ id, resource, way, fields }) => [
          id,
          resource,
          way,
          fields.map(({ kind, field, ...rest }) => [kind, field, 'readBack' in rest ? rest.readBack : ''])
        ])
      expect(names(seen.plan)).toEqual(names(plan))
      expect([seen.plan.site, seen.plan.digest, seen.plan.purpose]).toEqual([plan.site, plan.digest, plan.purpose])
      expect([seen.receipt.outcome, seen.receipt.changeRecord, seen.receipt.changes[0]?.state]).toEqual(['proved', 'left', 'done'])
    }
  )

  it('is masked in every sentence and value all the same', () => {
    expect(redactTexts({ title: 'LDAP settings of acme', value: 'dc.acme.example' }, maskedBy('acme'))).toEqual({
      title: 'LDAP settings of [secret]',
      value: 'dc.[secret].example'
    })
  })
})
