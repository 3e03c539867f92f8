// The pages of docs/reference, made from what the program itself goes by. Pure: parts in, texts out, so that a test can make
// them again from the sources and compare.
import { analysesPage } from './analyses.mjs'
import { apiPage } from './api.mjs'
import { cliPage } from './cli.mjs'
import { errorsPage } from './errors.mjs'
import { rulesPage } from './rules.mjs'
import { sheetsPage } from './sheets.mjs'

/**
 * Every page by its file name.
 * @param {{ analyses: readonly object[], fileForms: readonly object[], contract: object, errorCatalogue: object, commands: readonly object[], sheetFields: object, wordsOf: (kind: string, field: string) => string[],
 *   shippedRecipes: readonly object[], stateRules: readonly object[], thresholds: object, resolutionRule: object, vocabulary: Record<string, any>, toJsonSchema: (schema: object, options: object) => object }} parts
 * @returns {Record<string, string>}
 */
export function referencePages(parts) {
  return { 'analyses.md': analysesPage(parts), 'api.md': apiPage(parts), 'cli.md': cliPage(parts), 'errors.md': errorsPage(parts), 'rules.md': rulesPage(parts), 'sheets.md': sheetsPage(parts) }
}
