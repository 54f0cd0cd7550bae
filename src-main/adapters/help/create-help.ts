import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HelpText } from '../../core/model/help-text.ts'
import type { HelpPort } from '../../core/ports/surroundings.ts'
import { parseHelp } from './parse-help.ts'

/** Help from the Markdown files of a folder, read on first demand. */
export function createHelp(folder: string): HelpPort {
  let texts: ReadonlyMap<string, HelpText> | undefined
  return {
    read(code) {
      texts ??= new Map(
        readdirSync(folder)
          .filter((name) => name.endsWith('.md'))
          .flatMap((name) => parseHelp(readFileSync(join(folder, name), 'utf8')))
          .map((text) => [text.code, text])
      )
      return texts.get(code)
    }
  }
}
