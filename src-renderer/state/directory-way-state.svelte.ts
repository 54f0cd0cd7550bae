import {
  type DirectoryWay,
  type DirectoryWayMessage,
  directoryWayMessages,
  directoryWayOf,
  directoryWayText,
  portOnTheWay,
  profileDirectoryOf,
  securityOnTheWay
} from '../../src-main/core/model/directory-way.ts'
import type { Security } from '../../src-main/core/model/directory-settings.ts'
import type { ProfileDirectory } from '../../src-main/core/profile/profile.ts'
import type { Engine } from '../bridge.ts'
import { CaFileState, type CaFileTarget } from './ca-file-state.svelte.ts'
import type { ProfileState } from './profile-state.svelte.ts'

/** What stands in the boxes, which may be no port yet, and the profile that it belongs to. */
interface Draft {
  readonly way: DirectoryWay
  readonly directory: ProfileDirectory | undefined
  readonly adoptions: number
}

/** How this computer reaches the directory: written into the profile as it is typed. */
export class DirectoryWayState implements CaFileTarget {
  readonly caFile: CaFileState
  readonly #profile: ProfileState
  #draft = $state.raw<Draft>()
  #caFileName = $state('')
  #touched = $state.raw<readonly (keyof DirectoryWay)[]>([])
  #isPressed = $state(false)
  readonly #values = $derived(this.#read())
  readonly #messages = $derived(this.#judge())

  constructor(engine: Engine, profile: ProfileState) {
    this.#profile = profile
    this.caFile = new CaFileState(engine, this)
  }

  get values(): DirectoryWay {
    return this.#values
  }

  /** The encryption that holds, chosen here or told to Files.com. */
  get security(): Security {
    return securityOnTheWay(this.#values, this.#profile.toldFields)
  }

  /** The port that holds while the box is empty. */
  get usualPort(): number {
    return portOnTheWay(this.#values, this.#profile.toldFields)
  }

  /** What differs here, in a few words. */
  get summary(): string {
    return directoryWayText(this.#values)
  }

  /** A profile holds the certificates without the name of their file. */
  get caFileName(): string {
    return this.#caFileName === '' ? 'Certificates of the profile' : this.#caFileName
  }

  /** Id of the control to correct first. */
  get firstFaultyField(): string | undefined {
    const faulty = this.#messages.find(({ severity }) => severity === 'error')
    return faulty === undefined ? undefined : `way-${faulty.field}`
  }

  /** An error is shown at present, so the part must be open. */
  get hasShownError(): boolean {
    return this.#messages.some(({ field, severity }) => severity === 'error' && this.#isShown(field))
  }

  messageFor(field: keyof DirectoryWay): DirectoryWayMessage | undefined {
    if (!this.#isShown(field)) return undefined
    const messages = this.#messages.filter((message) => message.field === field)
    return messages.find(({ severity }) => severity === 'error') ?? messages[0]
  }

  set<F extends keyof DirectoryWay>(field: F, value: DirectoryWay[F]): void {
    const way = { ...this.#values, [field]: value }
    const directory = profileDirectoryOf(way)
    this.#draft = { way, directory, adoptions: this.#profile.adoptions }
    this.#profile.setDirectory(directory)
  }

  setCaFile(fileName: string, pem: string): void {
    this.#caFileName = fileName
    this.set('caPem', pem)
    this.touch('caPem')
  }

  /** Leaving a box shows what is wrong with it. */
  touch(field: keyof DirectoryWay): void {
    this.#touched = [...this.#touched, field]
  }

  press(): void {
    this.#isPressed = true
  }

  /** Another site. */
  forget(): void {
    this.#draft = undefined
    this.#caFileName = ''
    this.#touched = []
    this.#isPressed = false
  }

  #isShown(field: keyof DirectoryWay): boolean {
    return this.#isPressed || field === 'allowCleartext' || this.#touched.includes(field)
  }

  #judge(): readonly DirectoryWayMessage[] {
    return directoryWayMessages(this.#values, this.#profile.toldFields)
  }

  #read(): DirectoryWay {
    const draft = this.#draft
    const { directory, adoptions } = this.#profile
    const isOwn = draft !== undefined && draft.directory === directory && draft.adoptions === adoptions
    return isOwn ? draft.way : directoryWayOf(directory)
  }
}
