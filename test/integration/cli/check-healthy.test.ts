import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectNode } from '../../../scripts/run-command.mjs'
import { checkDocumentSchema } from '../../../src-main/contract/check-document-schema.ts'
import { startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { practiceArguments } from '../../support/check-arguments.ts'
import { cliProgram, runCli } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('shows the whole ladder as plain text and exits with 0', async () => {
  // given a directory in order
  await using directory = await startPracticeDirectory()
  await using folder = await temporaryFolder()

  // when it is checked without a terminal
  const { code, stdout, stderr } = await runCli(await practiceArguments(directory, folder.path))

  // then every rung is on standard output, with a word, its title and its time
  expect(code).toBe(0)
  const words = stdout
    .split('\n')
    .flatMap((line) => /^(Proved|Warning|Failed|Waits|Not needed|Not provable here|Broke) {2}/.exec(line)?.[1] ?? [])
  expect(words.length).toBeGreaterThan(20)
  expect(words).not.toContain('Failed')
  expect(stdout).toMatch(/^Proved {13}The port accepts connections +\d+ ms$/m)
  expect(stdout).toMatch(/^Nothing failed; /m)
  // and neither colour nor password
  expect(stdout + stderr).not.toContain('\u001b')
  expect(stdout + stderr).not.toContain(directory.password)
})

it('tries the password of a real person when asked to', async () => {
  await using directory = await startPracticeDirectory()
  await using folder = await temporaryFolder()
  const { username, password } = directory.samplePerson

  const { code, stdout, stderr } = await runCli([...(await practiceArguments(directory, folder.path)), '--person', username], {
    env: { ENTRA_SETUP_PERSON_PASSWORD: password }
  })

  expect(code).toBe(0)
  expect(stdout).toMatch(/^Proved +This person can sign in /m)
  expect(stdout + stderr).not.toContain(password)
})

it('keeps progress out of a file that gets both outputs', async () => {
  await using directory = await startPracticeDirectory()
  await using folder = await temporaryFolder()
  const args = await practiceArguments(directory, folder.path)
  const file = await open(join(folder.path, 'both.json'), 'w')

  const child = spawn(projectNode(), [cliProgram, ...args, '--json'], { stdio: ['ignore', file.fd, file.fd] })
  await once(child, 'close')
  await file.close()

  expect(child.exitCode).toBe(0)
  const text = await readFile(join(folder.path, 'both.json'), 'utf8')
  expect(checkDocumentSchema.safeParse(JSON.parse(text.slice(text.indexOf('{')))).success).toBe(true)
  expect(text).not.toMatch(/^1\/\d+ proved/m)
})
