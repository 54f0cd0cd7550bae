import { expect, it } from 'vitest'
import { couldNotRunDocumentSchema } from '../../../src-main/contract/could-not-run-document-schema.ts'
import { runCliHere } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it.each([
  ['advise', ['--profile', 'nowhere.json']],
  ['apply', ['--profile', 'nowhere.json']],
  ['approve', ['nowhere.json']],
  ['certificate', ['nowhere.cer']],
  ['certificate', ['127.0.0.1:1']],
  ['explain', ['anna', '--profile', 'nowhere.json']],
  ['groups rename', ['--mapping', 'nowhere.csv', '--profile', 'nowhere.json']],
  ['identity', ['--profile', 'nowhere.json']],
  ['identity', ['--ldif', 'nowhere.ldif', '--type', 'openldap', '--no-site']],
  ['journal', ['no-such-run']],
  ['plan', ['--profile', 'nowhere.json']],
  ['preview', ['--profile', 'nowhere.json']],
  ['preview', ['--ldif', 'nowhere.ldif', '--type', 'openldap', '--no-site']],
  ['profile', ['nowhere.json']],
  ['trace', ['anna', '--profile', 'nowhere.json']],
  ['undo', ['--receipt', 'nowhere.json']],
  ['verify', ['--profile', 'nowhere.json']]
])('%s %j --json prints one document of the promised shape, and says the same on standard error', async (command, words) => {
  await using folder = await temporaryFolder()

  const { code, stdout, stderr } = await runCliHere([...command.split(' '), ...words, '--json'], {
    env: { XDG_CONFIG_HOME: folder.path, XDG_DATA_HOME: folder.path, HOME: folder.path }
  })

  expect(code).toBe(2)
  const document = couldNotRunDocumentSchema.parse(JSON.parse(stdout))
  expect(document.command).toBe(command)
  expect(stderr).toContain(document.problem.title)
})
