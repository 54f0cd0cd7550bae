import { emptyDirectoryForm } from '../core/model/directory-form.ts'
import type { ServerType } from '../core/model/directory-settings.ts'
import type { PracticePort } from '../core/ports.ts'
import { Secret } from '../core/secret.ts'
import { type PracticeFault, practiceFaults } from './practice-faults.ts'
import { type PracticeDirectory, startPracticeDirectory } from './start-practice-directory.ts'

/** One practice directory at a time; starting another ends the one before. */
export function createPractice(): PracticePort {
  let running: PracticeDirectory | undefined
  return {
    faults: () => Promise.resolve(practiceFaults.map(viewOf)),
    async start(name, flavour) {
      const fault = practiceFaults.find((known) => known.name === name)
      await running?.close()
      const directory = await startPracticeDirectory({
        flavour: flavourFor(fault, flavour),
        faults: fault === undefined ? [] : [fault.name]
      })
      running = directory
      const security = fault?.security ?? 'ldaps'
      return {
        password: new Secret(directory.password),
        form: {
          ...emptyDirectoryForm,
          host: directory.host,
          port: String(security === 'ldaps' ? directory.ldapsPort : directory.ldapPort),
          security,
          serverType: directory.flavour,
          username: directory.username,
          baseDn: directory.baseDn,
          usernameField: directory.usernameField,
          domain: directory.domain,
          caFileName: 'practice authority',
          caPem: directory.caPem,
          // Nothing secret crosses a network here: the directory lives in this process.
          allowCleartext: security === 'none'
        },
        ...(fault === undefined ? {} : { fault: viewOf(fault) })
      }
    }
  }
}

function viewOf({ name, title, teaches, flavours }: PracticeFault) {
  return { name, title, teaches, flavours }
}

/** Some faults exist in one kind of directory only. */
function flavourFor(fault: PracticeFault | undefined, wanted: ServerType): ServerType {
  const [first = wanted] = fault?.flavours ?? []
  return fault === undefined || fault.flavours.includes(wanted) ? wanted : first
}
