/** What a key does in the grid, as data. Row -1 is the heading line. */
export type Cell = { row: number; column: number }
export type GridAction = 'activate' | 'open' | 'select' | 'sort' | 'sort-add' | 'copy' | 'leave'
type Size = { rows: number; columns: number; screen: number }

const steps: Record<string, (cell: Cell, size: Size) => Cell> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  j: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  k: ({ row, column }) => ({ row: Math.max(0, row - 1), column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  Home: ({ column }) => ({ row: 0, column }),
  End: ({ column }, { rows }) => ({ row: rows - 1, column }),
  PageDown: ({ row, column }, { screen }) => ({ row: row + screen, column }),
  PageUp: ({ row, column }, { screen }) => ({ row: Math.max(0, row - screen), column }),
}

const actions: Record<string, GridAction> = {
  Enter: 'activate', o: 'open', x: 'select', ' ': 'select', s: 'sort', S: 'sort-add', c: 'copy', Escape: 'leave',
}

/** Where a key leads, kept inside the grid; undefined where the key moves nothing. */
export function moveOf(key: string, cell: Cell, size: Size): Cell | undefined {
  const step = steps[key]
  if (!step || size.rows === 0) return undefined
  const { row, column } = step(cell, size)
  return { row: Math.min(Math.max(-1, row), size.rows - 1), column: Math.min(Math.max(0, column), size.columns - 1) }
}

export function actionOf(key: string): GridAction | undefined {
  return actions[key]
}
