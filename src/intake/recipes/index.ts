import { ownRecipes } from '../../shared/own-sheets.ts'
import { recipeSchema, type Recipe } from '../../shared/sheets.ts'
import { aShareRecipes } from './a-share.ts'
import { etoRecipes } from './eto.ts'

/** The recipes that come with the product. Their formats are recognised without asking. */
export const shippedRecipes: Recipe[] = [...[...etoRecipes, ...aShareRecipes].map((recipe) => recipeSchema.parse(recipe)), ...ownRecipes]

/** A shipped recipe by its name. */
export function findShippedRecipe(name: string): Recipe | undefined {
  return shippedRecipes.find((recipe) => recipe.name === name)
}
