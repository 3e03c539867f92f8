import type { Statement } from '../../ledger/claims.ts'
import type { Recogniser } from '../../registry/recognise.ts'
import type { Register } from '../../registry/register.ts'
import type { Problem, ReadRow, Recipe } from '../../shared/sheets.ts'
import type { Grade, Right, SheetKind } from '../../shared/vocabulary.ts'

/** A sheet that has been read and is to be loaded. */
export type SheetToLoad = {
  file: { name: string; sha256: string; bytes: number }
  sheet: string
  kind: SheetKind
  recipe: Recipe
  rows: readonly ReadRow[]
  /** Data rows of the sheet, rejected ones included. */
  total: number
  problems: readonly Problem[]
}

/** A sheet that is read when its turn comes; `prepare` may begin with what needs no turn, such as taking in the file. */
export type SheetToRead = { name: string; kind: SheetKind; prepare(): void; read(): Promise<SheetToLoad> }

export type LoadRequest = {
  sheets: readonly (SheetToLoad | SheetToRead)[]
  choice: 'all' | 'good-rows'
  supersede: boolean
  dryRun: boolean
  grade?: Grade
  right?: Right
  /** The organisation that gave the data; the operator of the cluster when none is named. */
  giverId?: number
}

/** What a loader of one kind of sheet works with. */
export type Loading = {
  sheet: SheetToLoad
  register: Register
  recogniser: Recogniser
  /** States something the sheet says. */
  say(statement: Statement): void
  /** Lets others have their turn, and stops where the import has been cancelled. Call it every some rows of a long loop. */
  breathe(): Promise<void>
  /** Refuses a row while loading, in words that say what to do. */
  refuse(row: ReadRow, code: string, field: string | undefined, zh: string, en: string): void
  /** A name by which search must find something: call it for every new name. */
  found(kind: 'organisation' | 'node' | 'indicator', id: number, label: string): void
  /** A region that something is observed on; its id is its GB/T 2260 code, or negative where it has none. */
  place(id: number, name: string): void
}

/** States what the read rows of one kind of sheet say. */
export type Loader = (loading: Loading) => Promise<void>

/** Does something with every row of a sheet, with a breath now and then, so that a long sheet holds nobody up. */
export async function eachRow({ sheet, breathe }: Loading, visit: (row: ReadRow, n: number) => void): Promise<void> {
  for (let n = 0; n < sheet.rows.length; n++) {
    if (n % breathEvery === 0) await breathe()
    visit(sheet.rows[n]!, n)
  }
}

const breathEvery = 1000
