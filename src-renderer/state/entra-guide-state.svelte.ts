import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { EntraAnswers, EntraGuide } from '../../src-main/core/saml/saml-views.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { Operation } from './operation.svelte.ts'
import type { SamlTicks } from './saml-ticks.svelte.ts'

export type CloudName = OperationInput<'entra.guide'>['cloud']

type HandOverFormat = OperationInput<'entra.hand-over'>['format']

const AFTERWARDS: Readonly<Record<HandOverFormat, string>> = {
  html: 'Send or print it; it holds no secret.',
  answers: 'Your colleague fills it in and sends it back.',
  script: 'Read it before it is run.'
}

/** Entra’s side of the set-up: its screens, what is done there, and the colleague who does it. */
export class EntraGuideState {
  readonly read: Operation<'entra.guide'>
  readonly handingOver: Operation<'entra.hand-over'>
  readonly importing: Operation<'saml.answers'>
  readonly #guide: EntraGuide['kind']
  readonly #ticks: SamlTicks
  readonly #site: () => string
  #cloud = $state.raw<CloudName>('global')
  #readFor = ''
  #notice = $state('')

  /** `site`: host of the chosen site; empty when there is none. */
  constructor(engine: Engine, guide: EntraGuide['kind'], ticks: SamlTicks, site: () => string) {
    this.read = new Operation(engine, 'entra.guide')
    this.handingOver = new Operation(engine, 'entra.hand-over')
    this.importing = new Operation(engine, 'saml.answers')
    this.#guide = guide
    this.#ticks = ticks
    this.#site = site
  }

  get cloud(): CloudName {
    return this.#cloud
  }

  get guide(): EntraGuide | undefined {
    return this.read.value
  }

  get answers(): EntraAnswers | undefined {
    return this.importing.value
  }

  /** What became of the last hand-over, or why a file could not be opened; empty when there is nothing to say. */
  get notice(): string {
    return this.#notice
  }

  get problem(): Problem | undefined {
    return this.handingOver.problem ?? this.importing.problem
  }

  get doneCount(): number {
    return (this.guide?.steps ?? []).filter(({ id }) => this.isDone(id)).length
  }

  isDone(step: string): boolean {
    return this.#ticks.of(this.#site()).includes(step)
  }

  tick(step: string, isDone: boolean): void {
    this.#ticks.set(this.#site(), [step], isDone)
  }

  /** Reads the guide of the chosen site and cloud when it is not there yet. */
  load(): void {
    const site = this.#site()
    const wanted = `${site} ${this.#cloud}`
    const isThere = this.#readFor === wanted && (this.read.isRunning || this.read.state.status === 'done')
    if (site === '' || isThere) return
    this.#readFor = wanted
    void this.read.run({ site, cloud: this.#cloud, guide: this.#guide })
  }

  chooseCloud(cloud: CloudName): void {
    this.#cloud = cloud
    this.load()
  }

  async handOver(format: HandOverFormat): Promise<void> {
    this.#notice = ''
    this.importing.reset()
    const ended = await this.handingOver.run({ site: this.#site(), cloud: this.#cloud, guide: this.#guide, format })
    if (ended.status !== 'done' || ended.value.kind !== 'saved') return
    this.#notice = `Saved to ${ended.value.path}. ${AFTERWARDS[format]}`
  }

  /** The steps that the answers say are done are ticked. Answers what a colleague sent back; undefined when it could not be read. */
  async importFile(file: File): Promise<EntraAnswers | undefined> {
    this.#notice = ''
    this.handingOver.reset()
    const bytes = await bytesOfFile(file)
    if (bytes === undefined) {
      this.#notice = unreadableFileText(file)
      return undefined
    }
    const site = this.#site()
    const ended = await this.importing.run({ site, name: file.name, bytes })
    if (ended.status !== 'done') return undefined
    this.#ticks.set(site, ended.value.doneSteps, true)
    return ended.value
  }

  /** Another site was chosen. */
  forget(): void {
    for (const operation of [this.read, this.handingOver, this.importing]) operation.reset()
    this.#readFor = ''
    this.#notice = ''
  }
}
