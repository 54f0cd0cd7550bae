import { describe, expect, it } from 'vitest'
import { practiceFaults } from '../../../src-main/practice/practice-faults.ts'
import { runCli, runCliHere } from '../../support/run-cli.ts'

describe('practice without a terminal', () => {
  it('runs the healthy ladder once and exits with 0', async () => {
    const { code, stdout, stderr } = await runCli(['practice', '--once'])

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).not.toMatch(/^Failed /m)
    expect(stdout).toMatch(/^Nothing failed/m)
    expect(stdout).not.toContain('\u001b')
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

  it('lists every fault with its lesson', async () => {
    const { code, stdout } = await runCliHere(['practice', '--list'])

    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual(practiceFaults.map(({ name }) => name))
  })
})
