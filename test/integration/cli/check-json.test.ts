import { expect, it } from 'vitest'
import { checkDocumentSchema } from '../../../src-main/contract/check-document-schema.ts'
import { startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { practiceArguments } from '../../support/check-arguments.ts'
import { runCli } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('prints one document that keeps its schema, and progress on standard error only', async () => {
  await using directory = await startPracticeDirectory({ faults: ['wrong-password'] })
  await using folder = await temporaryFolder()

  const { code, stdout, stderr } = await runCli([...(await practiceArguments(directory, folder.path)), '--json'])

  expect(code).toBe(1)
  const document = checkDocumentSchema.parse(JSON.parse(stdout))
  const failed = document.checks.filter(({ status }) => status === 'fail')
  expect(failed.map(({ id, problem }) => [id, problem?.code, problem?.who])).toEqual([
    ['ldap.bind-accepted', 'ldap.bind.wrong-name-or-password', 'you']
  ])
  expect(document.checks.filter(({ status }) => status === 'blocked').every(({ by }) => by === 'ldap.bind-accepted')).toBe(true)
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((line) => /^\d+\/\d+ /.test(line))
  ).toHaveLength(document.checks.length)
  expect(stdout + stderr).not.toContain('\u001b')
})

it('names no person in a document that is made to be kept', async () => {
  await using directory = await startPracticeDirectory()
  await using folder = await temporaryFolder()
  const args = await practiceArguments(directory, folder.path)

  const [text, json] = [await runCli(args), await runCli([...args, '--json'])]

  const personal = checkDocumentSchema
    .parse(JSON.parse(json.stdout))
    .checks.flatMap(({ evidence }) => evidence.filter((item) => item.personal === true))
  expect(new Set(personal.map(({ value }) => value))).toEqual(new Set(['(left out: about people)']))
  expect(text.code).toBe(0)
})
