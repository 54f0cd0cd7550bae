import { expect, it } from 'vitest'
import type { CheckOutcome, CheckResult } from '../../../../src-main/core/checks/check.ts'
import { problem } from '../../../../src-main/core/errors.ts'
import { seen } from '../../../../src-main/core/evidence.ts'
import { summarise } from '../../../../src-main/core/report/check-report.ts'

const pass: CheckOutcome = { status: 'pass', detail: 'fine', evidence: [seen('Seen', 'it')] }
const unknownName: CheckOutcome = { status: 'fail', problem: problem('ldap.dns.not-found', { host: 'h' }) }
const selfSigned: CheckOutcome = { status: 'warn', problem: problem('certificate.self-signed', { subject: 'h' }) }
const expiring: CheckOutcome = { status: 'warn', problem: problem('certificate.ends-soon', { subject: 'h', ends: '1 May 2027', days: 3 }) }
const crash: CheckOutcome = { status: 'crash', problem: problem('app.check-crashed', { check: 'x', message: 'y' }) }
const blocked: CheckOutcome = { status: 'blocked', by: 'a', because: 'A' }
const skip: CheckOutcome = { status: 'skip', because: 'not needed' }
const notProvable: CheckOutcome = { status: 'not-provable-here', because: 'far away', next: 'go there' }

it.each<[string, readonly CheckOutcome[], string, string]>([
  ['everything proved', [pass, pass], 'healthy', 'All 2 things that can be proved from here are proved.'],
  [
    'what is not needed or not provable left aside',
    [pass, pass, skip, notProvable],
    'healthy',
    'All 2 things that can be proved from here are proved.'
  ],
  ['one warning', [pass, selfSigned], 'warnings', 'Nothing failed; 1 thing to look at: the server vouches for itself.'],
  [
    'two warnings',
    [pass, pass, expiring, selfSigned],
    'warnings',
    'Nothing failed; 2 things to look at, the first: a certificate ends soon.'
  ],
  ['a failure', [selfSigned, unknownName, blocked, blocked], 'failed', '1 thing to fix: the name is unknown.'],
  ['a failure and a crash', [crash, unknownName], 'failed', '2 things to fix, the first: this check broke.']
])('says in one sentence: %s', (_what, outcomes, outcome, headline) => {
  expect(summarise(outcomes.map(resultOf))).toMatchObject({ outcome, headline })
})

it('counts every kind of outcome', () => {
  const outcomes = [pass, pass, selfSigned, unknownName, skip, blocked, notProvable, crash]

  expect(summarise(outcomes.map(resultOf)).counts).toEqual({
    pass: 2,
    warn: 1,
    fail: 1,
    skip: 1,
    blocked: 1,
    'not-provable-here': 1,
    crash: 1
  })
})

function resultOf(outcome: CheckOutcome, index: number): CheckResult {
  return { id: `check-${index}`, title: 'Title', origin: 'your-directory', durationMs: 1, outcome }
}
