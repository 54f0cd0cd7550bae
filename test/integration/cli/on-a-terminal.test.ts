import { describe, expect, it } from 'vitest'
import { startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startCliSite } from '../../support/cli-site.ts'
import { practiceArguments } from '../../support/check-arguments.ts'
import { runOnTerminal } from '../../support/run-on-terminal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const CTRL_C = '\u0003'
const UP = '\u001b[A'
const ENTER = '\r'

// `script` with these options is part of every Linux; elsewhere it has others.
describe.runIf(process.platform === 'linux')('on a terminal', () => {
  it('asks for the password and does not show it', async () => {
    await using directory = await startPracticeDirectory()
    await using folder = await temporaryFolder()
    const args = (await practiceArguments(directory, folder.path)).filter(
      (word, index, all) => word !== '--password-file' && all[index - 1] !== '--password-file'
    )

    const { code, screen } = await runOnTerminal(args, [
      { question: `Password of ${directory.username}`, keys: `${directory.password}${ENTER}` }
    ])

    expect(code).toBe(0)
    expect(screen).toContain('The service account can sign in')
    expect(screen).not.toContain(directory.password)
  })

  it('ends with 130 when the question for the password is answered by Ctrl-C', async () => {
    const args = ['check', '--host', 'dc1.corp.example', '--username', 'reader@corp.example', '--base-dn', 'DC=corp,DC=example']

    const { code, screen } = await runOnTerminal(args, [{ question: 'Password of', keys: CTRL_C }])

    expect(code).toBe(130)
    expect(screen).toContain('Cancelled.')
  })

  it('colours its words, unless NO_COLOR says otherwise', async () => {
    const [coloured, plain] = [
      await runOnTerminal(['practice', '--once'], []),
      await runOnTerminal(['practice', '--once'], [], { NO_COLOR: '1' })
    ]

    expect(coloured.screen).toContain('\u001b[32mProved\u001b[39m')
    // eslint-disable-next-line no-control-regex -- colours are what is looked for
    expect(plain.screen).not.toMatch(/\u001b\[[\d;]*m/)
  })

  it('guides through practice: the healthy directory, a chosen fault, enough', async () => {
    const { code, screen } = await runOnTerminal(
      ['practice'],
      [
        { question: 'What would you like to try next', keys: ENTER },
        { question: 'What would you like to try next', keys: UP },
        { question: 'Enough for today', keys: ENTER }
      ]
    )

    expect(code).toBe(0)
    expect(screen).toContain('silent-server was found by the rung')
  })

  it('asks for key and LDAP password, shows the plan, asks before it applies, and shows neither secret', async () => {
    // given a digest that was looked at
    await using directory = await startPracticeDirectory()
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    const digest = await site.digest(['plan', '--profile', profile])
    const env = { ...site.env, FILES_API_KEY: '' }

    // when a person answers
    const { code, screen } = await runOnTerminal(
      ['apply', '--profile', profile, '--digest', digest],
      [
        { question: `API key of ${site.host}`, keys: `${site.service.keys.siteAdmin}${ENTER}` },
        { question: `LDAP password of ${site.host}`, keys: `${directory.password}${ENTER}` },
        { question: `Apply this change to ${site.host}?`, keys: 'y' }
      ],
      env
    )

    // then it is applied
    expect(code).toBe(0)
    expect(screen).toContain('8 settings change')
    expect(screen).toContain('proved: everything was read back as planned')
    expect(site.service.state.ldapPasswords.get('site')).toBe(directory.password)
    for (const secret of [site.service.keys.siteAdmin, directory.password]) expect(screen).not.toContain(secret)
  })

  it('sends nothing when the person only presses Enter', async () => {
    await using directory = await startPracticeDirectory()
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    const digest = await site.digest(['plan', '--profile', profile])

    const { code, screen } = await runOnTerminal(
      ['apply', '--profile', profile, '--digest', digest],
      [{ question: `Apply this change to ${site.host}?`, keys: ENTER }],
      { ...site.env, ENTRA_SETUP_LDAP_PASSWORD: directory.password }
    )

    expect(code).toBe(10)
    expect(screen).toContain('Nothing was sent.')
    expect(site.writes()).toEqual([])
  })

  it('does not ask with --yes', async () => {
    await using directory = await startPracticeDirectory()
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    const digest = await site.digest(['plan', '--profile', profile])

    const { code } = await runOnTerminal(['apply', '--profile', profile, '--digest', digest, '--yes'], [], {
      ...site.env,
      ENTRA_SETUP_LDAP_PASSWORD: directory.password
    })

    expect(code).toBe(0)
    expect(site.writes()).toHaveLength(1)
  })
})
