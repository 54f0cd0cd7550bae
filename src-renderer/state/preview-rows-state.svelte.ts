import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { PreviewView } from '../../src-main/core/preview/preview-desk.ts'
import type { Outcome, PreviewRow, ReasonCode, WarningCode } from '../../src-main/core/preview/preview-result.ts'
import type { SortColumn } from '../../src-main/core/preview/sort-rows.ts'
import type { Engine } from '../bridge.ts'
import { PreviewShownRow } from './preview-shown-row.svelte.ts'
import { toggled } from './row-choices.ts'
import { TableState } from './table-state.svelte.ts'

export interface RowChoice {
  readonly outcomes: readonly Outcome[]
  readonly reasons: readonly ReasonCode[]
  readonly warnings: readonly WarningCode[]
  readonly group: ChosenGroup | undefined
}

/** A group that the sync keeps: people whom the directory has in it. */
export interface ChosenGroup {
  readonly number: number
  readonly name: string
}

/** Which rows, in which order. */
interface RowQuestion {
  readonly previewId: string
  readonly query: Omit<OperationInput<'preview.rows'>['query'], 'offset' | 'limit'>
}

/** The people of a preview. */
export class PreviewRowsState extends TableState<PreviewView, PreviewRow, SortColumn, RowQuestion, PreviewShownRow> {
  #choice = $state.raw<RowChoice>(NO_CHOICE)

  /** `pauseMs`: how long the typing rests before the search. */
  constructor(engine: Engine, pauseMs = 120) {
    super({
      source: {
        ask: (id, { previewId, query }, part) =>
          engine.invoke({ id, name: 'preview.rows', input: { previewId, query: { ...query, ...part } } }),
        cancel: (id) => engine.cancel(id)
      },
      shown: new PreviewShownRow(engine),
      pauseMs
    })
  }

  get hasFurtherKeys(): boolean {
    return true
  }

  get choice(): RowChoice {
    return this.#choice
  }

  get isChosen(): boolean {
    const { outcomes, reasons, warnings, group } = this.#choice
    return outcomes.length + reasons.length + warnings.length > 0 || group !== undefined
  }

  get isShownFiltered(): boolean {
    const { filter, search } = this.pages.shown?.query ?? {}
    const chosen = [filter?.outcomes, filter?.reasons, filter?.warnings].some((list) => list !== undefined && list.length > 0)
    return chosen || filter?.group !== undefined || search !== undefined
  }

  /** Groups have other numbers by other rules, so a chosen one goes. */
  override replace(view: PreviewView): void {
    this.#choice = { ...this.#choice, group: undefined }
    super.replace(view)
  }

  /** These and no others; none: everybody. For tiles. */
  showOutcomes(outcomes: readonly Outcome[]): void {
    this.#choose({ outcomes })
  }

  toggleOutcome(outcome: Outcome): void {
    this.#choose({ outcomes: toggled(this.#choice.outcomes, outcome) })
  }

  toggleReason(reason: ReasonCode): void {
    this.#choose({ reasons: toggled(this.#choice.reasons, reason) })
  }

  toggleWarning(warning: WarningCode): void {
    this.#choose({ warnings: toggled(this.#choice.warnings, warning) })
  }

  showGroup(group: ChosenGroup | undefined): void {
    this.#choose({ group })
  }

  protected idOf({ previewId }: PreviewView): string {
    return previewId
  }

  protected questionOf({ previewId }: PreviewView): RowQuestion {
    const { outcomes, reasons, warnings, group } = this.#choice
    const search = this.search.trim()
    return {
      previewId,
      query: {
        filter: {
          outcomes: [...outcomes],
          reasons: [...reasons],
          warnings: [...warnings],
          ...(group === undefined ? {} : { group: group.number })
        },
        ...(search === '' ? {} : { search }),
        sort: this.sort.map(({ column, descending = false }) => ({ column, descending }))
      }
    }
  }

  protected dropChoice(): void {
    this.#choice = NO_CHOICE
  }

  #choose(change: Partial<RowChoice>): void {
    this.#choice = { ...this.#choice, ...change }
    this.ask()
  }
}

const NO_CHOICE: RowChoice = { outcomes: [], reasons: [], warnings: [], group: undefined }
