import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noKeychain } from '../../support/cli-site.ts'
import { managedUser, type PreviewSlapd, startPreviewSlapd } from '../../support/preview-slapd.ts'
import { runCliHere } from '../../support/run-cli.ts'

let company: PreviewSlapd
let sources: readonly string[]
beforeAll(async () => {
  Object.assign(process.env, noKeychain)
  company = await startPreviewSlapd()
  const users = await company.users([managedUser(1, 'anna'), managedUser(2, 'ben', { externally_managed: false }), managedUser(3, 'zoe')])
  sources = [...company.options, '--users', users, '--required-groups', 'Staff', '--no-groups']
})
afterAll(() => company[Symbol.asyncDispose]())

function explain(name: string, more: readonly string[] = []) {
  return runCliHere(['explain', name, ...sources, ...more], { env: { ...noKeychain, ...company.env } })
}

interface Document {
  readonly outcome: string
  readonly sentence: string
  readonly by?: string
  readonly trace?: { readonly steps: readonly { readonly rule: string; readonly result: string }[]; readonly remedy: string }
  readonly nearest?: readonly { readonly username: string }[]
  readonly searched: Readonly<Record<string, unknown>>
}

describe('the explain command', () => {
  it.each([
    ['anna', 0, 'unchanged', 'user name'],
    ['Anna Test', 0, 'unchanged', 'name in the directory'],
    ['anna@corp.example', 0, 'unchanged', 'mail'],
    ['uid=anna, ou=people, dc=corp, dc=example, dc=test', 0, 'unchanged', 'DN'],
    // The site has him, but somebody else looks after him.
    ['ben', 1, 'unchanged', 'user name'],
    ['carla', 1, 'left-out', 'user name'],
    ['zoe', 1, 'disable', 'user name']
  ])('finds %s, and its exit code says whether the sync takes the person', async (name, exitCode, outcome, by) => {
    const { code, stdout } = await explain(name, ['--json'])

    const document = JSON.parse(stdout) as Document
    expect([code, document.outcome, document.by]).toEqual([exitCode, outcome, by])
  })

  it('says in one sentence what becomes of the person, then rule by rule why, and what to do', async () => {
    const { code, stdout } = await explain('carla')

    expect(code).toBe(1)
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('carla would not get an account. The person is in none of the required groups.')
    expect(stdout).toMatch(/^\[ \] Required groups\n {6}The person is in a required group only by way of another group/m)
    expect(stdout).toContain('        Way: Guests → Staff')
    expect(stdout).toMatch(/^ {4}What to do +To let this person in/m)
  })

  it('takes the person for one of the sync when the rules say so', async () => {
    const { code, stdout } = await explain('carla', ['--nested-members'])

    expect(code).toBe(0)
    expect(stdout.split('\n')[0]).toContain('carla would get an account.')
  })

  it('names whoever is most like somebody it does not find, and what was searched where', async () => {
    const text = await explain('ana')
    const { code, stdout } = await explain('ana', ['--json'])

    const document = JSON.parse(stdout) as Document
    expect([code, document.outcome, document.nearest?.[0]?.username]).toEqual([1, 'not-found', 'anna'])
    expect(document.searched).toEqual({ directory: '127.0.0.1', people: 4, site: 'users.json', users: 3 })
    expect(text.stdout).toMatch(/^Most like it\n {2}anna {2}Anna Test$/m)
    expect(text.stdout).toMatch(/^ {4}Searched +4 people of 127\.0\.0\.1/m)
  })

  it('records nothing', async () => {
    await explain('anna')
    const { stdout } = await runCliHere(['preview', '--list-runs', '--json'], { env: { ...noKeychain, ...company.env } })

    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'listed', runs: [] })
  })

  it('needs a name, and a directory', async () => {
    const nobody = await explain('  ')
    const nowhere = await runCliHere(['explain', 'anna'], { env: noKeychain })

    expect([nobody.code, nowhere.code]).toEqual([2, 2])
    expect(nowhere.stderr).toContain('No directory is named')
  })
})
