import { render, screen, within } from '@testing-library/svelte'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import PeopleTable from '../../../src-renderer/preview/table/PeopleTable.svelte'
import RowPanel from '../../../src-renderer/preview/RowPanel.svelte'
import { PreviewRowsState } from '../../../src-renderer/state/preview-rows-state.svelte.ts'
import { type Answers, FakeBridge } from './fake-bridge.ts'
import { peopleAnswers, peopleView } from './preview-people.ts'

export interface OpenPeople {
  readonly bridge: FakeBridge
  readonly user: UserEvent
  readonly rows: PreviewRowsState
  /** Codes that help was asked for. */
  readonly help: readonly string[]
}

/** The table of people and the side panel, over so many rows. */
export function openPeople(total = 500_000, answers: Answers = {}, view: Partial<PreviewView> = {}): OpenPeople {
  const bridge = new FakeBridge({ ...peopleAnswers(total), ...answers })
  const rows = new PreviewRowsState(connectEngine(bridge), 0)
  const help: string[] = []
  const onHelp = (code: string) => help.push(code)
  rows.open(peopleView(total, view))
  render(PeopleTable, { props: { rows, onHelp } })
  render(RowPanel, { props: { rows, onHelp } })
  return { bridge, user: userEvent.setup(), rows, help }
}

/** The table once its first rows are in it, if there are any. */
export async function grid(): Promise<HTMLElement> {
  const table = await screen.findByRole('grid', { name: 'People' })
  if (table.getAttribute('aria-rowcount') !== '1') await within(table).findAllByRole('rowheader')
  return table
}

/** What stands in the row, cell by cell; the first person is row 2, as for a screen reader. */
export function cellsOf(rowIndex: number): readonly string[] {
  const row = document.querySelector(`[role=row][aria-rowindex="${rowIndex}"]`)
  return [...(row?.children ?? [])].map((cell) => cell.textContent.trim())
}

/** The place of the focus in the grid, `row:column`; the header is row -1. */
export function focusedCell(): string | undefined {
  const { activeElement } = document
  return activeElement instanceof HTMLElement ? activeElement.dataset['cell'] : undefined
}
