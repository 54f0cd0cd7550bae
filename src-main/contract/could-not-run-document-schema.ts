import { z } from 'zod'
import { documentProblem } from './plan-parts-schema.ts'

/** What every command prints with --json when something stood in its way; docs/could-not-run-document.schema.json is made from it. */
export const couldNotRunDocumentSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    command: z.string().describe('Without the name of the program, for example “plan” or “saml inspect”'),
    outcome: z.literal('could-not-run'),
    problem: documentProblem
  })
  .describe('Exit code 2. A command that was called in a way that makes no sense prints no document, only a message on standard error')
