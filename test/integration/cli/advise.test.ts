import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Advice, AdviserQuestion } from '../../../src-main/core/adviser/adviser-views.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'
import { runCliHere } from '../../support/run-cli.ts'
import { runOnTerminal } from '../../support/run-on-terminal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

/** Enough to leave no question open, whatever a site shows. */
const everything = {
  'password-ways': 'no',
  'group-filters': 'no',
  'mail-upn': 'same',
  'group-names': 'no',
  leavers: 'by-hand',
  'first-sign-in': 'yes',
  ldaps: 'no',
  'entra-rights': 'ours',
  licence: 'yes',
  tenants: 'one'
}

async function answersFile(folder: string, answers: unknown): Promise<string> {
  const path = join(folder, 'answers.json')
  await writeFile(path, typeof answers === 'string' ? answers : JSON.stringify(answers))
  return path
}

async function adviceOf(site: CliSite, answers: unknown = {}): Promise<Advice> {
  const args = ['advise', '--site', site.service.origin, '--answers', await answersFile(site.folder, answers), '--json']
  const { code, stdout, stderr } = await site.run(args)
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, command: 'advise', outcome: 'advised' })
  return JSON.parse(stdout) as Advice
}

describe('the advise command', () => {
  it('advises without any site, and lists the open questions with their ids', async () => {
    const { code, stdout } = await runCliHere(['advise'])

    expect(code).toBe(0)
    expect(stdout).toContain('Recommended as far as is known: SAML with SCIM.')
    expect(stdout).toMatch(/^ {2}- password-ways: Must people get in/m)
    expect(stdout).toContain('(company-password,')
  })

  it('follows the answers of a file, and leaves no question open', async () => {
    await using folder = await temporaryFolder()

    const { code, stdout } = await runCliHere(['advise', '--answers', await answersFile(folder.path, everything)])

    expect(code).toBe(0)
    expect(stdout).toMatch(/^Recommended: SAML with accounts at the first sign-in\./)
    expect(stdout).toContain('(your answer)')
    expect(stdout).not.toContain('Open questions')
  })

  it.each<[string, unknown, RegExp]>([
    ['a question that does not exist', { colour: 'blue' }, /no question “colour”/],
    ['an answer that does not exist', { ldaps: 'perhaps' }, /“perhaps” is no answer to “ldaps”\. The answers are: yes, no\./],
    ['a list', ['ldaps'], /no JSON object/],
    ['an answer that is no text', { ldaps: true }, /no JSON object/],
    ['no JSON', 'ldaps: yes', /no JSON object/]
  ])('refuses %s', async (_what, answers, message) => {
    await using folder = await temporaryFolder()

    const { code, stdout, stderr } = await runCliHere(['advise', '--answers', await answersFile(folder.path, answers)])

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(message)
  })

  it.each([
    ['a file that is not there', ['--answers', '/no/such/file.json'], 'there is no such file'],
    ['a key without a site', ['--api-key-stdin'], 'A key without a site']
  ])('refuses %s', async (_what, args, message) => {
    const { code, stderr } = await runCliHere(['advise', ...args])

    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  it('prints the questions and the comparison, for people and for programs', async () => {
    const text = await runCliHere(['advise', '--questions', '--table'])
    const json = await runCliHere(['advise', '--questions', '--table', '--json'])

    expect(text.stdout).toMatch(/Id +password-ways/)
    expect(text.stdout).toContain('Ways to make accounts')
    const { questions, tables } = JSON.parse(json.stdout) as { questions: readonly AdviserQuestion[]; tables: readonly unknown[] }
    expect(questions.map(({ id }) => id).sort()).toEqual(Object.keys(everything).sort())
    expect(tables).toHaveLength(3)
    expect([text.code, json.code]).toEqual([0, 0])
  })

  it('reads what a site shows, and changes nothing', async () => {
    await using site = await startCliSite(directory)

    const { facts, answers, notRead } = await adviceOf(site)

    expect(notRead).toEqual([])
    expect(facts.map(({ id }) => id)).toEqual([
      'password-users',
      'filters',
      'providers',
      'takes-groups',
      'scim',
      'groups-by-id',
      'mail-unlike-name'
    ])
    expect(facts[0]?.text).toMatch(/^\d+ people would be cut off/)
    expect(answers).toEqual({ 'group-names': 'yes' })
    expect(site.writes()).toEqual([])
  })

  it('takes filters of the site for an answer, and a person’s answer before that', async () => {
    await using site = await startCliSite(directory)
    const strategy = site.service.state.strategies.get(101)
    if (strategy === undefined) throw new TypeError('The practice site has no provider 101')
    strategy.provision_group_required = 'Sales*'

    expect(await adviceOf(site)).toMatchObject({ provisioning: { method: 'ldap' }, answers: { 'group-filters': 'at-files-com' } })
    expect(await adviceOf(site, { 'group-filters': 'in-entra' })).toMatchObject({ provisioning: { method: 'scim' } })
  })

  it('takes the site from a profile', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout } = await site.run(['advise', '--profile', await site.profile()])

    expect(code).toBe(0)
    expect(stdout).toContain('What was read')
    expect(stdout).toContain('1 Entra ID provider is set up.')
  })

  it('exits with 3 and says so when users could not be read, and draws nothing from them', async () => {
    await using site = await startCliSite(directory)
    site.service.faults.add({
      kind: 'answer-with',
      method: 'GET',
      path: '/users',
      status: 403,
      type: 'not-authorized/site-admin-required',
      times: Infinity
    })

    const { code, stdout } = await site.run(['advise', '--site', site.service.origin])

    expect(code).toBe(3)
    expect(stdout).toMatch(/- The users could not be read to the end/)
    expect(stdout).not.toContain('would be cut off')
  })

  it('exits with 2 when the site lets nobody in', async () => {
    await using site = await startCliSite(directory)

    const { code } = await site.run(['advise', '--site', site.service.origin], { FILES_API_KEY: 'wrong' })

    expect(code).toBe(2)
  })
})

// `script` with these options is part of every Linux; elsewhere it has others.
describe.runIf(process.platform === 'linux')('the advise command on a terminal', () => {
  it('asks what could change the advice, and no more', async () => {
    const { code, screen } = await runOnTerminal(
      ['advise'],
      [
        // filters at Files.com
        { question: 'company password?', keys: '\u001b[A\u001b[A\r' },
        { question: 'Shall groups decide', keys: '\r' },
        { question: 'Is there a directory', keys: '\r' },
        { question: 'Who can set things up', keys: '\r' }
      ]
    )

    expect(code).toBe(0)
    expect(screen).toContain('Recommended: SAML with LDAP provisioning.')
    expect(screen).not.toContain('Open questions')
  })
})
