import type { z } from 'zod'
import type { recipeSchema } from '../../shared/sheets.ts'

/** A recipe as written: what the schema fills in may be left out. */
export type RecipeInput = z.input<typeof recipeSchema>
