import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { practiceFaults } from '../../../src-main/practice/practice-faults.ts'
import { noKeychain } from '../../support/cli-site.ts'
import { runCli, runCliHere, startCli } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('practice without a terminal', () => {
  it('runs the healthy ladder once and exits with 0', async () => {
    const { code, stdout, stderr } = await runCli(['practice', '--once'])

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).not.toMatch(/^Failed /m)
    expect(stdout).toMatch(/^Nothing failed/m)
    expect(stdout).not.toContain('\u001b')
  })

  it('goes on to plan, apply, read back and undo on the practice site, and leaves nothing behind', async () => {
    await using folder = await temporaryFolder()

    const { code, stdout, stderr } = await runCli(['practice', '--once'], {
      env: { ...noKeychain, TMPDIR: folder.path, ENTRA_SETUP_USER_DATA: join(folder.path, 'data') }
    })

    expect([code, stderr]).toEqual([0, ''])
    const site = stdout.slice(stdout.indexOf('The practice site'))
    expect([...site.matchAll(/^ {4}(\S+(?: \S+)*) {2,}/gm)].map(([, label]) => label)).toEqual([
      'Connected',
      'Previewed',
      'Planned',
      'Digest',
      'Applied',
      'Read back',
      'Verified',
      'Undo planned',
      'Digest',
      'Undone',
      'Read back',
      'Restored'
    ])
    expect(site).toContain('7 verified, 1 accepted but not readable')
    expect(site).toContain('The site holds exactly what it held before')
    expect(await readdir(folder.path)).toEqual([])
  })

  it.each(['wrong-name', 'size-limit', 'locked-account', 'silent-server'])(
    'exits with 0 when the fault %s is found, and teaches',
    async (fault) => {
      const { code, stdout } = await runCliHere(['practice', '--once', '--fault', fault])

      expect(code).toBe(0)
      expect(stdout).toContain(`${fault} was found by the rung`)
      expect(stdout).toMatch(/^ {4}Lesson /m)
    }
  )

  it('takes several faults, and tells which one hides the other', async () => {
    const { code, stdout } = await runCliHere(['practice', '--once', '--fault', 'wrong-base', '--fault', 'wrong-name'])

    expect(code).toBe(0)
    expect(stdout).toContain('wrong-name was found by the rung')
    expect(stdout).toContain('wrong-base cannot be seen yet')
  })

  it('refuses faults that cannot be met together', async () => {
    const { code, stderr } = await runCliHere(['practice', '--once', '--fault', 'wrong-name', '--fault', 'garbage-answer'])

    expect(code).toBe(2)
    expect(stderr).toContain('are met on different connections')
  })

  it('gives a tour of three stations when nothing was said', async () => {
    const { code, stdout, stderr } = await runCliHere(['practice'])

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.match(/^Station \d of \d$/gm)).toEqual(['Station 1 of 3', 'Station 2 of 3', 'Station 3 of 3'])
    expect(stdout).toContain(`There are ${String(practiceFaults.length)} faults to try`)
  })

  it('with a fault it stays with the ladder', async () => {
    const { stdout } = await runCliHere(['practice', '--once', '--fault', 'wrong-name'])

    expect(stdout).not.toContain('The practice site')
  })

  it('lists every fault with its lesson', async () => {
    const { code, stdout } = await runCliHere(['practice', '--list'])

    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual(practiceFaults.map(({ name }) => name))
  })
})

describe('practice that keeps running', () => {
  it('prints how to reach site and directory, works with the other commands, and ends with 0 on Ctrl-C', async () => {
    // given practice in one terminal
    await using folder = await temporaryFolder()
    const env = { ...noKeychain, ENTRA_SETUP_USER_DATA: join(folder.path, 'data') }
    const profile = join(folder.path, 'practice.json')
    const { child, finished } = startCli(['practice', '--serve', '--profile', profile], { env })
    let said = ''
    child.stdout?.on('data', (text: string) => (said += text))
    while (!said.includes('Ctrl-C ends it.')) await new Promise((resolve) => setTimeout(resolve, 20))

    // when what it prints is used in another
    const site = /Site +(http:\S+)/.exec(said)?.[1] ?? ''
    const key = /export FILES_API_KEY=(\S+)/.exec(said)?.[1] ?? ''
    const password = /export ENTRA_SETUP_LDAP_PASSWORD=(\S+)/.exec(said)?.[1] ?? ''
    const other = { ...env, FILES_API_KEY: key, ENTRA_SETUP_LDAP_PASSWORD: password }
    const looked = await runCliHere(['site', '--site', site, '--json'], { env: other })
    const planned = await runCliHere(['plan', '--profile', profile, '--json'], { env: other })
    child.kill('SIGINT')
    const { code, stderr } = await finished

    // then both work, and nothing of it is remembered
    expect([looked.code, planned.code]).toEqual([0, 10])
    expect(JSON.parse(planned.stdout)).toMatchObject({ outcome: 'changes' })
    expect([code, stderr]).toEqual([0, ''])
    expect(await readFile(join(folder.path, 'data', 'sites.json'), 'utf8')).not.toContain('127.0.0.1')
  })

  it.each([
    [['practice', '--profile', 'p.json'], '--profile belongs to --serve.'],
    [['practice', '--serve', '--once'], '--serve stands alone'],
    [['practice', '--serve', '--profile', 'package.json'], 'is there already']
  ])('refuses %s', async (args, message) => {
    const { code, stderr } = await runCliHere(args)

    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
