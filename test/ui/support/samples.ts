import type { Workspace } from '../../../src-main/contract/schemas.ts'
import type { CheckedDirectory } from '../../../src-main/contract/views.ts'
import type { CheckEvent, CheckOutcome, CheckResult } from '../../../src-main/core/checks/check.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { seen, seenAboutPeople } from '../../../src-main/core/evidence.ts'
import { type DirectoryForm, directorySettings, emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import type { Suggestion } from '../../../src-main/core/model/suggestion.ts'
import { emptyOauthForm } from '../../../src-main/core/model/oauth-form.ts'
import { nothingGiven } from '../../../src-main/core/model/workspace.ts'
import { summarise } from '../../../src-main/core/report/check-report.ts'

export const filledForm: DirectoryForm = {
  ...emptyDirectoryForm,
  host: 'dc1.corp.example',
  username: 'svc-files@corp.example',
  baseDn: 'DC=corp,DC=example'
}

export const emptyWorkspace: Workspace = {
  form: emptyDirectoryForm,
  screen: 'home',
  site: '',
  samlTicks: {},
  samlGiven: nothingGiven,
  oauthGiven: emptyOauthForm,
  adviserAnswers: {},
  recent: []
}

/** One rung of every kind. */
export const outcomes = {
  pass: { status: 'pass', detail: 'dc1.corp.example is 10.0.0.5.', evidence: [seen('A', '10.0.0.5')] },
  warn: { status: 'warn', problem: problem('certificate.ends-soon', { subject: 'dc1.corp.example', ends: '14 January 2027', days: 54 }) },
  fail: {
    status: 'fail',
    problem: problem('certificate.name-mismatch', { host: '10.0.0.5', names: 'dc1.corp.example' }, [
      seen('Asked for', '10.0.0.5'),
      seen('On the certificate', 'DNS:dc1.corp.example'),
      seenAboutPeople('Somebody', 'Ada Lovelace')
    ])
  },
  blocked: { status: 'blocked', by: 'certificate.names-server', because: 'The certificate names this server' },
  skip: { status: 'skip', because: 'The server type is to be found out.' },
  notProvable: {
    status: 'not-provable-here',
    because: 'Only Files.com can tell whether it reaches this server.',
    next: 'Start a sync there and read its log.'
  },
  crash: { status: 'crash', problem: problem('app.check-crashed', { check: 'ldap.users-found', message: 'x is undefined' }) }
} as const satisfies Record<string, CheckOutcome>

const titles: Readonly<Record<keyof typeof outcomes, string>> = {
  pass: 'The server’s name has an address',
  warn: 'Every certificate is within its dates',
  fail: 'The certificate names this server',
  blocked: 'The service account can sign in',
  skip: 'The directory is of the chosen type',
  notProvable: 'Files.com can reach this server too',
  crash: 'People are found, all of them'
}

export function resultOf(kind: keyof typeof outcomes, id: string = kind): CheckResult {
  return { id, title: titles[kind], origin: 'your-directory', durationMs: 12, outcome: outcomes[kind] }
}

/** What a run over these rungs tells, from the list to the last rung. */
export function eventsOf(results: readonly CheckResult[]): readonly CheckEvent[] {
  return [
    { type: 'listed', checks: results.map(({ id, title, origin }) => ({ id, title, origin })) },
    ...results.flatMap((result): CheckEvent[] => [
      { type: 'started', id: result.id },
      { type: 'finished', result }
    ])
  ]
}

export function checkedDirectory(
  results: readonly CheckResult[],
  suggestions: readonly Suggestion[] = [],
  form = filledForm
): CheckedDirectory {
  const { host, backupHosts, port, security, serverType, username, baseDn, usernameField, domain } = directorySettings(form)
  return {
    reportId: 'report-1',
    report: {
      startedAt: '2026-11-21T14:02:00.000Z',
      durationMs: 1234,
      subject: { host, backupHosts, port, security, serverType, username, baseDn, usernameField, domain },
      summary: summarise(results),
      results,
      suggestions
    }
  }
}
