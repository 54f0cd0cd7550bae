import type { Advice, AdviserAnswers, AdviserFact, MethodTable } from '../../src-main/core/adviser/adviser-views.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'

export type MethodPart = 'advice' | 'tables'

/** Which way of signing in and of provisioning fits: questions, what could be read, and what follows from both. */
export class MethodState {
  readonly tables: Operation<'adviser.table'>
  readonly advise: Operation<'adviser.advise'>
  readonly #sites: SiteState
  readonly #onChange: () => void
  readonly #identityId: () => string
  #answers = $state.raw<AdviserAnswers>({})
  #advice = $state.raw<Advice>()
  #part = $state.raw<MethodPart>('advice')
  /** The site that was asked for the facts; undefined: nobody was asked yet. */
  #askedFor: string | undefined

  /** `onChange`: something is to be kept for the next start. `identityId`: names the table of identities that counts; empty: none. */
  constructor(engine: Engine, sites: SiteState, onChange: () => void, identityId: () => string = () => '') {
    this.tables = new Operation(engine, 'adviser.table')
    this.advise = new Operation(engine, 'adviser.advise')
    this.#sites = sites
    this.#onChange = onChange
    this.#identityId = identityId
  }

  get toKeep(): AdviserAnswers {
    return this.#answers
  }

  restore(answers: AdviserAnswers): void {
    this.#answers = answers
  }

  get part(): MethodPart {
    return this.#part
  }

  show(part: MethodPart): void {
    this.#part = part
  }

  get comparison(): readonly MethodTable[] | undefined {
    return this.tables.value
  }

  /** The last advice: it stays while the next one is being thought about, or could not be given. */
  get advice(): Advice | undefined {
    return this.#advice
  }

  /** What is taken for the answer: what was said here, else what was read. */
  answerTo(question: string): string | undefined {
    return this.#answers[question] ?? this.#advice?.answers[question]
  }

  /** Somebody has answered, whatever was read. */
  isAnswered(question: string): boolean {
    return this.#answers[question] !== undefined
  }

  /** What was read that answers the question. */
  factFor(question: string): AdviserFact | undefined {
    return this.#advice?.facts.find(({ answers }) => answers?.question === question)
  }

  answer(question: string, value: string): void {
    this.#replace({ ...this.#answers, [question]: value })
  }

  /** The question is open again, or what was read counts again. */
  takeBack(question: string): void {
    const { [question]: _gone, ...others } = this.#answers
    this.#replace(others)
  }

  /** The screen is visited, or the site has changed. */
  visit(): void {
    this.loadTables()
    if (this.#askedFor !== this.#site || this.advise.state.status === 'idle') void this.adviseAgain()
  }

  loadTables(): void {
    if (!this.tables.isRunning && this.tables.value === undefined) void this.tables.run({})
  }

  async adviseAgain(): Promise<void> {
    const site = this.#site
    this.#askedFor = site
    const ended = await this.advise.run({ site, answers: this.#answers, identityId: this.#identityId() })
    if (ended.status === 'done') this.#advice = ended.value
  }

  /** Another site was chosen: what was read is about the last one. Answers are the person’s own and stay. */
  forgetSite(): void {
    this.advise.reset()
    this.#advice = undefined
    this.#askedFor = undefined
  }

  get #site(): string {
    return this.#sites.overview?.site ?? ''
  }

  #replace(answers: AdviserAnswers): void {
    this.#answers = answers
    this.#onChange()
    void this.adviseAgain()
  }
}
