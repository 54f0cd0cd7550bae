import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SamlDocumentToRead } from '../app/operations/inspect-saml.ts'
import { addressInPaste } from '../core/entra/address-in-paste.ts'
import { fail, type Result, succeed } from '../core/result.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { readInput } from './input-file.ts'
import { readAll } from './read-all.ts'
import type { Terminal } from './terminal.ts'

/** Metadata or a certificate as it is named on the command line: an address, a file, or `-`. The error is a sentence. */
export async function samlDocument(typed: string, insist: boolean, terminal: Terminal): Promise<Result<SamlDocumentToRead, string>> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(typed)) return succeed({ kind: 'url', url: typed, insist })
  // The browser hides the https of an address, and it gets lost on the way here.
  const url = typed === '-' || (await isFileThere(typed)) ? undefined : addressInPaste(typed)
  if (url !== undefined) return succeed({ kind: 'url', url, insist })
  const bytes = await samlBytes(typed, terminal)
  return bytes.ok ? succeed({ kind: 'file', name: nameOf(typed), bytes: bytes.value }) : bytes
}

/** The bytes of a file or of standard input. The error is a sentence. */
export async function samlBytes(typed: string, terminal: Terminal): Promise<Result<Uint8Array, string>> {
  if (typed !== '-') {
    const bytes = await readInput(typed)
    return bytes.ok ? bytes : fail(`${typed}: ${bytes.error}.`)
  }
  const bytes = await readAll(terminal.stdin, MAXIMUM_BYTES)
  return bytes === undefined ? fail('Standard input: it is far too large.') : succeed(bytes)
}

export async function isFileThere(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

export function nameOf(typed: string): string {
  return typed === '-' ? 'standard input' : basename(typed)
}

/** Far above what the engine reads, so that its own sentence about the size is the one that is told. */
const MAXIMUM_BYTES = 50_000_000

export function refuseSaml(command: 'inspect' | 'response' | 'rollover', terminal: Terminal, sentence: string): ExitCode {
  terminal.err.lines(`Error: ${sentence}`, `entra-setup saml ${command} --help explains the options.`)
  return exitCodes.couldNotRun
}
