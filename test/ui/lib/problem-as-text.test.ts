import { expect, it } from 'vitest'
import { problemAsText } from '../../../src-renderer/lib/problem-as-text.ts'
import { outcomes } from '../support/samples.ts'

it('copies cause, evidence, remedy, who and code, and leaves out what it says about people', () => {
  const text = problemAsText(outcomes.fail.problem)

  expect(text.split('\n').map((line) => line.split(':')[0])).toEqual([
    'The certificate is for another name',
    'What happened',
    '  Asked for',
    '  On the certificate',
    '  Somebody',
    'What to do',
    'Who can do it',
    'Seen at',
    'Code'
  ])
  expect(text).toContain('Code: certificate.name-mismatch')
  expect(text).not.toContain('Ada Lovelace')
})
