import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { type PasswordQuestion, readGivenPassword, readPassword } from '../../../src-main/cli/passwords.ts'
import { fakeTerminal } from '../../support/fake-terminal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const question: PasswordQuestion = { prompt: 'Password', environmentVariable: 'TEST_PASSWORD', ways: '--password-file FILE' }
const never = new AbortController().signal

describe('a password from a file', () => {
  it.each([
    ['as it is', Buffer.from('Geheim 1'), 'Geheim 1'],
    ['without the last line break', Buffer.from('Geheim 1\n'), 'Geheim 1'],
    ['without the last line break of Windows', Buffer.from('Geheim 1\r\n'), 'Geheim 1'],
    ['with line breaks and spaces of its own', Buffer.from(' a\nb \n\n'), ' a\nb \n'],
    ['without a byte order mark', Buffer.from('\ufeffGrüße'), 'Grüße'],
    ['from PowerShell’s UTF-16', Buffer.from('\ufeffGrüße\r\n', 'utf16le'), 'Grüße']
  ])('is read %s', async (_how, bytes, password) => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'password')
    await writeFile(file, bytes, { mode: 0o600 })
    const terminal = fakeTerminal()

    const answer = await readPassword({ ...question, file }, terminal, never)

    expect(answer.ok ? answer.value.reveal() : answer.error).toBe(password)
    expect(terminal.errors()).toBe('')
  })

  it('comes with a warning when others can read it', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'password')
    await writeFile(file, 'Geheim 1')
    await chmod(file, 0o644)
    const terminal = fakeTerminal()

    await readPassword({ ...question, file }, terminal, never)

    expect(terminal.errors()).toContain(`chmod 600 ${file}`)
    expect(terminal.errors()).not.toContain('Geheim')
  })

  it.each([
    ['is empty', Buffer.from('\n'), 'is empty'],
    ['is no text', Buffer.from([0xff, 0x00, 0xc3, 0x28]), 'is not text in UTF-8'],
    ['is a gigantic file', Buffer.alloc(70_000, 'x'), 'is too large']
  ])('is refused when it %s', async (_what, bytes, reason) => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'password')
    await writeFile(file, bytes)

    const answer = await readPassword({ ...question, file }, fakeTerminal(), never)

    expect(answer.ok ? 'read' : answer.error).toContain(reason)
  })

  it('is refused when there is no such file', async () => {
    expect(await readPassword({ ...question, file: 'no-such-file' }, fakeTerminal(), never)).toMatchObject({
      ok: false,
      error: 'no-such-file cannot be read (ENOENT).'
    })
  })
})

describe('a password from elsewhere', () => {
  it('comes by standard input', async () => {
    const terminal = fakeTerminal({ stdin: Readable.from([Buffer.from('Geheim'), Buffer.from(' 1\n')]) })

    const answer = await readPassword({ ...question, fromStdin: true }, terminal, never)

    expect(answer.ok ? answer.value.reveal() : answer.error).toBe('Geheim 1')
  })

  it('comes from the environment, unless a file is named', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'password')
    await writeFile(file, 'from the file', { mode: 0o600 })
    const terminal = fakeTerminal({ env: { TEST_PASSWORD: 'from the environment' } })

    const answers = [await readPassword(question, terminal, never), await readPassword({ ...question, file }, terminal, never)]

    expect(answers.map((answer) => (answer.ok ? answer.value.reveal() : answer.error))).toEqual(['from the environment', 'from the file'])
  })

  it('is masked from then on in everything that is written', async () => {
    const terminal = fakeTerminal({ env: { TEST_PASSWORD: 'Geheim 1' } })

    await readPassword(question, terminal, never)
    terminal.out.lines('the server said Geheim 1')

    expect(terminal.output()).toBe('the server said [secret]\n')
  })

  it('is missed with the ways to give it when nobody can be asked', async () => {
    expect(await readPassword(question, fakeTerminal(), never)).toEqual({
      ok: false,
      error: 'No password: use --password-file FILE, or set TEST_PASSWORD. In a terminal it is asked for.'
    })
  })

  it('may not come both ways', async () => {
    expect(await readPassword({ ...question, file: 'f', fromStdin: true }, fakeTerminal(), never)).toMatchObject({ ok: false })
  })

  it('is called what it is, with the options that give it', async () => {
    const key = { what: 'API key', environmentVariable: 'TEST_KEY', options: { file: '--api-key-file', stdin: '--api-key-stdin' } }

    expect(await readGivenPassword({ ...key, file: 'f', fromStdin: true }, fakeTerminal())).toEqual({
      ok: false,
      error: 'Give the API key either by --api-key-file or by --api-key-stdin, not by both.'
    })
    expect(await readGivenPassword(key, fakeTerminal())).toEqual({ ok: true, value: undefined })
  })
})
