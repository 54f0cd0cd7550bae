import fc from 'fast-check'
import type { CheckOutcome, CheckResult } from '../../src-main/core/checks/check.ts'
import { problemCodes } from '../../src-main/core/error-catalog.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { EvidenceItem } from '../../src-main/core/evidence.ts'
import { type CheckReport, summarise } from '../../src-main/core/report/check-report.ts'

/** A report with one rung for each of these outcomes. */
export function reportOf(outcomes: readonly CheckOutcome[], changes: Partial<CheckReport> = {}): CheckReport {
  const results = outcomes.map((outcome, index) => resultOf(outcome, { id: `test.rung-${String(index + 1)}` }))
  return {
    startedAt: '2026-11-21T20:05:12.345Z',
    durationMs: 1234,
    subject: {
      host: 'dc1.corp.example',
      backupHosts: ['dc2.corp.example'],
      port: 636,
      security: 'ldaps',
      serverType: 'active-directory',
      username: 'reader@corp.example',
      baseDn: 'DC=corp,DC=example',
      usernameField: 'sAMAccountName',
      domain: ''
    },
    summary: summarise(results),
    results,
    suggestions: [],
    ...changes
  }
}

export function resultOf(outcome: CheckOutcome, changes: Partial<CheckResult> = {}): CheckResult {
  return { id: 'test.rung', title: 'The rung holds', origin: 'your-directory', durationMs: 12, outcome, ...changes }
}

export function sampleProblem(changes: Partial<Problem> = {}): Problem {
  return {
    code: 'certificate.name-mismatch',
    title: 'The certificate is for another name',
    cause: 'You connect to 10.0.0.5, and the certificate is for dc1.corp.example.',
    evidence: [{ label: 'Names on the certificate', value: 'dc1.corp.example' }],
    remedy: 'Enter one of the names on the certificate as the host.',
    who: 'you',
    origin: 'your-directory',
    ...changes
  }
}

/** Every outcome there is, once. */
export const everyOutcome: readonly CheckOutcome[] = [
  { status: 'pass', detail: 'Port 636 is open.', evidence: [{ label: '10.0.0.5:636', value: 'connected in 3 ms' }] },
  { status: 'warn', problem: sampleProblem({ code: 'certificate.ends-soon', title: 'A certificate ends soon' }) },
  { status: 'fail', problem: sampleProblem() },
  { status: 'blocked', by: 'test.rung-3', because: 'The rung holds' },
  { status: 'skip', because: 'Security is “none”.' },
  { status: 'not-provable-here', because: 'This computer was asked, not Files.com.', next: 'Let it sync once.' },
  {
    status: 'crash',
    problem: sampleProblem({ code: 'app.check-crashed', title: 'This check broke', who: 'developers', origin: 'this-computer' })
  }
]

/** Any report whose free texts come from `text`. */
export function arbitraryReport(text: fc.Arbitrary<string>): fc.Arbitrary<CheckReport> {
  const evidence = fc.record({ label: text, value: text }) satisfies fc.Arbitrary<EvidenceItem>
  const problem = fc.record({
    code: fc.constantFrom(...problemCodes),
    title: text,
    cause: text,
    remedy: text,
    evidence: fc.array(evidence, { maxLength: 3 }),
    who: fc.constantFrom('you' as const, 'developers' as const),
    origin: fc.constantFrom('this-computer' as const, 'your-directory' as const)
  }) satisfies fc.Arbitrary<Problem>
  const outcome: fc.Arbitrary<CheckOutcome> = fc.oneof(
    fc.record({ status: fc.constant('pass' as const), detail: text, evidence: fc.tuple(evidence, evidence) }),
    fc.record({ status: fc.constantFrom('warn' as const, 'fail' as const), problem }),
    fc.record({ status: fc.constant('crash' as const), problem }),
    fc.record({ status: fc.constant('skip' as const), because: text }),
    fc.record({ status: fc.constant('blocked' as const), by: fc.constant('test.rung-1'), because: text }),
    fc.record({
      status: fc.constant('not-provable-here' as const),
      because: text,
      next: text,
      evidence: fc.array(evidence, { maxLength: 2 })
    })
  )
  const suggestion = fc.record({ field: fc.constantFrom('host' as const, 'baseDn' as const), value: text, text, reason: text })
  return fc
    .record({
      outcomes: fc.array(outcome, { minLength: 1, maxLength: 6 }),
      subject: fc.tuple(text, text, text, text),
      title: text,
      suggestions: fc.array(suggestion, { maxLength: 2 })
    })
    .map(({ outcomes, subject: [host, username, baseDn, domain], title, suggestions }) => {
      const report = reportOf(outcomes, { suggestions })
      const results = report.results.map((result) => ({ ...result, title }))
      return {
        ...report,
        subject: { ...report.subject, host, username, baseDn, domain, backupHosts: [host] },
        results,
        summary: summarise(results)
      }
    })
}
