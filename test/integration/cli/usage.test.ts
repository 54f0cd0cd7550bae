import { describe, expect, it } from 'vitest'
import { runCli, runCliHere } from '../../support/run-cli.ts'

const complete = ['check', '--host', 'dc1.corp.example', '--username', 'reader@corp.example', '--base-dn', 'DC=corp,DC=example']

describe('bad usage', () => {
  it('is exit code 2 of the program itself too', async () => {
    const { code, stdout, stderr } = await runCli(['check', '--password=Kanari-1'])

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toContain('Kanari')
  })

  it.each<[string, readonly string[], string]>([
    ['no command', [], 'Usage: entra-setup'],
    ['an unknown command', ['chekc'], 'Did you mean check?'],
    ['an unknown option', [...complete, '--hots', 'x'], 'Did you mean --host?'],
    ['a password as an argument', [...complete, '--password', 'Kanari-1'], '--password is not accepted'],
    ['a password behind an equals sign', [...complete, '--password=Kanari-1'], '--password is not accepted'],
    ['a password as ldapsearch takes it', [...complete, '-wKanari-1'], "unknown option '-w'"],
    ['a password that lost its option', [...complete, 'Kanari-1'], 'too many arguments'],
    ['an unknown security', [...complete, '--security', 'ssl'], 'Allowed choices are ldaps, starttls, none'],
    ['an unknown type', [...complete, '--type', 'novell'], 'Allowed choices are auto, active-directory, openldap'],
    ['a bad port', [...complete, '--port', '99999'], '--port: A port is a number from 1 to 65535.'],
    ['a missing host', ['check'], '--host is missing.'],
    ['a missing password', complete, 'No password: use --password-file FILE or --password-stdin, or set ENTRA_SETUP_LDAP_PASSWORD.'],
    ['a password file that is not there', [...complete, '--password-file', 'nowhere'], 'nowhere cannot be read (ENOENT).'],
    ['two ways for one password', [...complete, '--password-file', 'a', '--password-stdin'], 'not by both'],
    ['a person without a password', [...complete, '--password-file', '/dev/null', '--person', 'anna'], '/dev/null is empty'],
    ['a certificate file that is not there', ['certificate', 'nowhere.cer'], 'There is no such file.'],
    ['a certificate server without port', ['certificate', 'dc1.corp.example'], 'There is no such file.'],
    ['a bad certificate server', ['certificate', 'dc1:99999', '--starttls'], 'no port'],
    ['a fingerprint of nothing', ['fingerprint'], "missing required argument 'file'"],
    ['an unknown fault', ['practice', '--fault', 'gremlins'], 'there is no fault “gremlins”'],
    ['an API key as an argument', ['site', '--api-key', 'Kanari-1'], '--api-key is not accepted'],
    ['an API key behind an equals sign', ['plan', '--profile', 'p', '--api-key=Kanari-1'], '--api-key is not accepted'],
    ['an LDAP password as an argument', ['plan', '--profile', 'p', '--ldap-password', 'Kanari-1'], '--ldap-password is not accepted'],
    ['a missing profile', ['plan'], "required option '--profile <file>' not specified"],
    ['a missing receipt', ['undo'], "required option '--receipt <file>' not specified"],
    ['a missing strategy', ['sync'], '--strategy is missing'],
    ['a missing plan', ['approve'], "missing required argument 'plan'"],
    ['a profile that is new and checked', ['profile', '--new', 'a.json', '--out', 'b.json'], '--out goes with a profile to check'],
    ['a site for a profile that is only checked', ['profile', 'a.json', '--site', 'acme'], '--site goes with --new'],
    ['a plan of nothing', ['apply', '--profile', 'nowhere.json'], 'plan.profile.unreadable']
  ])('is named on standard error, with exit code 2: %s', async (_what, args, message) => {
    const { code, stdout, stderr } = await runCliHere(args)

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('Kanari')
  })
})

describe('help', () => {
  it.each([
    [['--help']],
    ...[
      'check',
      'certificate',
      'fingerprint',
      'practice',
      'site',
      'profile',
      'preview',
      'explain',
      'plan',
      'apply',
      'verify',
      'undo',
      'approve',
      'sync',
      'journal'
    ].map((command) => [[command, '--help']])
  ])('of %s is on standard output, with examples, not too wide', async (args) => {
    const { code, stdout, stderr } = await runCliHere(args)

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/Examples:\n {2}(?:FILES_API_KEY=\S+ )?entra-setup /)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(118)
  })

  it('prints the version', async () => {
    const { code, stdout } = await runCli(['--version'])

    expect(code).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
