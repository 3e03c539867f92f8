import type { FigureDefinition } from '../shape.ts'
import { chainFigures } from './chain.ts'
import { governanceFigures } from './governance.ts'
import { operationFigures } from './operation.ts'
import { qualityFigures } from './quality.ts'
import { registryFigures } from './registry.ts'
import { riskFigures } from './risks.ts'

/** All figures a report is made of. Adding one: a definition in a file of its section, and its place in a composition. */
export const figureDefinitions: readonly FigureDefinition[] = [...operationFigures, ...registryFigures, ...chainFigures, ...riskFigures, ...governanceFigures, ...qualityFigures]
