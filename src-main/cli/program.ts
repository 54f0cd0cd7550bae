import { Command } from '@commander-js/extra-typings'
import packageJson from '../../package.json' with { type: 'json' }
import type { CommandContext } from './program/command-context.ts'
import { askForMandatoryOptionsLast } from './program/mandatory-options.ts'
import { addAdvise } from './program/add-advise.ts'
import { addApply } from './program/add-apply.ts'
import { addApprove } from './program/add-approve.ts'
import { addCertificate } from './program/add-certificate.ts'
import { addCheck } from './program/add-check.ts'
import { addExplain } from './program/add-explain.ts'
import { addFingerprint } from './program/add-fingerprint.ts'
import { addGroups } from './program/add-groups.ts'
import { addIdentity } from './program/add-identity.ts'
import { addJournal } from './program/add-journal.ts'
import { addOauth } from './program/add-oauth.ts'
import { addPlan } from './program/add-plan.ts'
import { addPractice } from './program/add-practice.ts'
import { addPreview } from './program/add-preview.ts'
import { addProfile } from './program/add-profile.ts'
import { addSaml } from './program/add-saml.ts'
import { addScim } from './program/add-scim.ts'
import { addSite } from './program/add-site.ts'
import { addSync } from './program/add-sync.ts'
import { addTrace } from './program/add-trace.ts'
import { addUndo } from './program/add-undo.ts'
import { addVerify } from './program/add-verify.ts'
import { withoutQuotedValues } from './refused-options.ts'
import type { Terminal } from './terminal.ts'

/** All commands, with their options and help in `program/`: one line each. */
const commands = [
  addCheck,
  addCertificate,
  addFingerprint,
  addSaml,
  addOauth,
  addScim,
  addSite,
  addAdvise,
  addProfile,
  addPreview,
  addExplain,
  addIdentity,
  addPlan,
  addApply,
  addVerify,
  addUndo,
  addGroups,
  addApprove,
  addSync,
  addTrace,
  addJournal,
  addPractice
]

export function createProgram(terminal: Terminal, start: CommandContext['start']): Command {
  const program = new Command('entra-setup')
    .description(
      'Finds out why a directory or a certificate does not work, and sets up directory and sign-in of a Files.com site: planned, proved, undone.'
    )
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ helpWidth: terminal.out.style.width, showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => terminal.out.document(text),
      writeErr: (text) => terminal.err.document(text),
      outputError: (text, write) => write(withoutQuotedValues(text).replace(/^error:/, 'Error:')),
      getOutHelpWidth: () => terminal.out.style.width,
      getErrHelpWidth: () => terminal.err.style.width
    })
    .showHelpAfterError('Add --help to see what is possible.')
    .addHelpText('after', programHelp)
  for (const add of commands) add(program, { terminal, start, version: packageJson.version })
  askForMandatoryOptionsLast(program)
  return program
}

const programHelp = `
Examples:
  entra-setup practice
  entra-setup check --host dc1.corp.example --username reader@corp.example \\
      --base-dn DC=corp,DC=example
  entra-setup certificate dc1.corp.example:636
  entra-setup saml inspect metadata.xml
  entra-setup site --site acme --api-key-file acme.key --keep-key
  entra-setup profile --new acme.json --site acme
  entra-setup preview --profile acme.json
  entra-setup plan --profile acme.json

“entra-setup COMMAND --help” explains a command.
Exit codes: 0 all is well, 1 something is wrong, 2 bad usage or could not run,
3 a reading was incomplete, 10 something is left to do (changes to apply, a hand-off to finish),
130 cancelled.`
