import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noKeychain } from '../../support/cli-site.ts'
import { type PreviewSlapd, startPreviewSlapd } from '../../support/preview-slapd.ts'
import { runCliHere } from '../../support/run-cli.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'

let company: PreviewSlapd
let service: PracticeService
beforeAll(async () => {
  Object.assign(process.env, noKeychain)
  company = await startPreviewSlapd()
  service = await startPracticeService({ userCount: 12 })
})
afterAll(async () => {
  await service.close()
  await company[Symbol.asyncDispose]()
})

function run(args: readonly string[]) {
  return runCliHere(['identity', ...args], { env: { ...noKeychain, ...company.env, FILES_API_KEY: service.keys.siteAdmin } })
}

const sso = { authentication_method: 'sso', sso_strategy_id: 7 }
const HEADER = 'userPrincipalName,displayName,mail,accountEnabled,onPremisesSamAccountName'

async function entraFile(name: string, ...people: readonly string[]): Promise<string> {
  const path = company.file(name)
  await writeFile(path, [HEADER, ...people].join('\n'))
  return path
}

describe('identity', () => {
  it('says whose mail and UPN would double an account, and what to do in which order; exit code 1', async () => {
    const people = await entraFile(
      'users.csv',
      'anna.li@corp.example,Anna Li,ali@corp.example,True,ali',
      'bea@corp.example,Bea,bea@corp.example,True,bea'
    )
    const users = await company.users([
      { id: 1, username: 'anna.li@corp.example', ...sso },
      { id: 2, username: 'bea@corp.example', ...sso }
    ])

    const { code, stdout } = await run(['--entra-users', people, '--users', users, '--name-id', 'mail'])

    expect(code).toBe(1)
    expect(stdout).toContain('1 same, 1 differs.')
    expect(stdout).toContain('Mail unlike user principal name: 1')
    expect(stdout.indexOf('Let the person sign in')).toBeLessThan(stdout.indexOf('Only then delete the duplicate'))
    expect(stdout.replace(/\s+/g, ' ')).toContain('The sign-in says ali@corp.example, SCIM says anna.li@corp.example.')
    expect(stdout.replace(/\s+/g, ' ')).toContain('use LDAP provisioning')
  })

  it('is content with people whose names agree; exit code 0, and a document for programs', async () => {
    const people = await entraFile('fine.csv', 'bea@corp.example,Bea,bea@corp.example,True,bea')
    const users = await company.users([{ id: 2, username: 'bea@corp.example', ...sso }], 'fine.json')

    const { code, stdout } = await run(['--entra-users', people, '--users', users, '--json'])

    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'identity',
      identity: { headline: '1 same', people: 'fine.csv', users: 'fine.json' },
      rows: [{ class: 'same', account: { id: 2 } }]
    })
  })

  it('is never content where LDAP provisioning could not be judged: incomplete, also as a table and as a page', async () => {
    const people = company.file('cloud.csv')
    await writeFile(people, 'userPrincipalName,displayName,mail\nbea@corp.example,Bea,bea@corp.example')
    const users = await company.users([{ id: 2, username: 'bea@corp.example', ...sso }], 'cloud.json')
    const args = [
      '--entra-users',
      people,
      '--users',
      users,
      '--ways',
      'saml,ldap',
      '--username-field',
      'sAMAccountName',
      '--type',
      'active-directory'
    ]

    const text = await run(args)
    const csv = await run([...args, '--format', 'csv'])
    const html = await run([...args, '--format', 'html'])

    expect([text.code, csv.code, html.code]).toEqual([3, 3, 3])
    expect(text.stdout.replace(/\s+/g, ' ')).toContain('LDAP provisioning was not judged')
    expect(csv.stderr).toContain('Incomplete. LDAP provisioning was not judged')
    expect(csv.stdout).not.toContain('Incomplete')
    expect(html.stdout).toContain('LDAP provisioning was not judged')
    expect(html.stdout).not.toContain('class="headline healthy"')
  })

  it('writes CSV of the classes that are wanted, into a file', async () => {
    const people = await entraFile('csv.csv', '@evil,=1+1,@evil,True,e', 'new@corp.example,New,new@corp.example,True,n')
    const out = company.file('names.csv')
    const users = await company.users([{ id: 2, username: '@evil', ...sso }], 'csv.json')

    const { code, stdout } = await run(['--entra-users', people, '--users', users, '--format', 'csv', '--class', 'same', '--out', out])

    expect([code, stdout]).toEqual([0, ''])
    const lines = (await readFile(out, 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^"same","'=1\+1","'@evil","'@evil"/)
  })

  it('compares an export with the site itself, by its key', async () => {
    const [user] = [...service.state.users.values()].filter(({ externally_managed: isManaged }) => isManaged)
    const people = await entraFile('site.csv', `${user?.username ?? ''},Somebody,${user?.username ?? ''},True,x`)

    const { code, stdout } = await run(['--entra-users', people, '--site', service.origin, '--json', '--class', 'same'])

    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ rows: [{ class: 'same', account: { id: user?.id } }] })
  })

  it('reads a directory as “preview” does, and says where LDAP and the sign-in disagree', async () => {
    const users = await company.users([{ id: 1, username: 'anna@other.example', ...sso }], 'ldap.json')

    const { code, stdout } = await run([
      ...company.options,
      '--users',
      users,
      '--name-id',
      'mail',
      '--domain',
      'other.example',
      '--ways',
      'saml,ldap',
      '--json'
    ])

    expect(code).toBe(1)
    const document = JSON.parse(stdout) as {
      readonly identity: { readonly classes: readonly { readonly class: string; readonly count: number }[] }
    }
    expect(document.identity.classes.find((each) => each.class === 'ldap-unlike-sign-in')?.count).toBe(4)
  })

  it('has a preview say it as well', async () => {
    const users = await company.users([], 'none.json')
    const args = [
      'preview',
      ...company.options,
      '--users',
      users,
      '--domain',
      'other.example',
      '--entra-names',
      'mail',
      '--json',
      '--no-keep'
    ]

    const { stderr } = await runCliHere(args, { env: { ...noKeychain, ...company.env } })

    expect(stderr).toContain('LDAP calls 4 people (of 4 people read) otherwise than the Entra sign-in')
  })

  it.each([
    ['an unknown way', ['--ways', 'saml,magic'], '--ways: “magic” is none of'],
    ['an unknown class', ['--class', 'odd'], '--class: “odd” is none of'],
    ['two sources of people', ['--ldif', 'x.ldif'], '--entra-users names the people already'],
    ['no users', [], 'Say what is compared']
  ])('refuses %s', async (_what, args, says) => {
    const people = await entraFile('use.csv', 'bea@corp.example,Bea,,True,bea')

    const { code, stderr } = await run(['--entra-users', people, ...args])

    expect(code).toBe(2)
    expect(stderr).toContain(says)
  })

  it('refuses an export in another language, with the columns that it found', async () => {
    const path = company.file('german.csv')
    await writeFile(path, 'Benutzerprinzipalname,Anzeigename\na,b\n')

    const { code, stderr } = await run(['--entra-users', path, '--no-site'])

    expect(code).toBe(2)
    expect(stderr).toContain('identity.entra-file.other-columns')
    expect(stderr).toContain('Benutzerprinzipalname')
  })

  it('does not write its result over what it reads', async () => {
    const people = await entraFile('over.csv', 'bea@corp.example,Bea,,True,bea')

    const { code } = await run(['--entra-users', people, '--no-site', '--out', people])

    expect(code).toBe(2)
    expect(await readFile(people, 'utf8')).toContain('bea@corp.example')
  })

  it('explains itself with an example', async () => {
    const { code, stdout } = await run(['--help'])

    expect(code).toBe(0)
    expect(stdout).toContain('entra-setup identity --profile acme.json --entra-users users.csv')
  })
})
