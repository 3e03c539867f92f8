import type { RecipeInput } from './recipe.ts'

/**
 * The five tables of a chip supply chain as ETO (Georgetown) publishes them. Later releases rename and add columns: each table is
 * known by its id columns, everything else is taken where it is there. Plain numbers under share_provided are per cent.
 */
const common = { codeScheme: 'eto', right: 'public', grade: 'C' } as const

export const etoRecipes: RecipeInput[] = [
  {
    ...common, name: 'eto-stages', kind: 'nodes', recognisedBy: ['stage_id', 'stage_name'],
    title: { zh: 'ETO 芯片供应链：阶段', en: 'ETO chip supply chain: stages' },
    headings: { stageCode: ['stage_id'], stageName: ['stage_name'], description: ['description'] },
  },
  {
    ...common, name: 'eto-inputs', kind: 'nodes', recognisedBy: ['input_id', 'input_name'],
    title: { zh: 'ETO 芯片供应链：环节', en: 'ETO chip supply chain: inputs' },
    headings: { code: ['input_id'], name: ['input_name'], kind: ['type', 'input_type'], stageCode: ['stage_id'], stageName: ['stage_name'], description: ['description'] },
    words: { kind: { tool_resource: 'equipment', material_resource: 'material', process: 'process', ultimate_output: 'product', design_resource: 'product' } },
  },
  {
    ...common, name: 'eto-sequence', kind: 'inputs', recognisedBy: ['input_id', 'goes_into_id'], when: 'goes_into_id',
    title: { zh: 'ETO 芯片供应链：投入与归类', en: 'ETO chip supply chain: sequence' },
    headings: { nodeCode: ['goes_into_id'], node: ['goes_into_name'], inputCode: ['input_id'], input: ['input_name'] },
    constants: { relation: 'requires' },
    also: [
      {
        when: 'is_type_of_id',
        headings: { nodeCode: ['input_id'], node: ['input_name'], inputCode: ['is_type_of_id'], input: ['is_type_of_name'] },
        constants: { relation: 'isA' },
      },
    ],
  },
  {
    ...common, name: 'eto-providers', kind: 'organisations', repeats: 'otherNames', recognisedBy: ['provider_id', 'provider_name', 'provider_type'],
    title: { zh: 'ETO 芯片供应链：供给方', en: 'ETO chip supply chain: providers' },
    headings: { code: ['provider_id'], name: ['provider_name'], otherNames: ['alias', 'aliases', 'provider_alias', 'other_names'], providerKind: ['provider_type'], country: ['country', 'provider_country'] },
    words: { providerKind: { organization: 'organisation', country: 'country' } },
  },
  {
    ...common, name: 'eto-provision', kind: 'supplies', recognisedBy: ['provider_id', 'provided_id'],
    title: { zh: 'ETO 芯片供应链：供给', en: 'ETO chip supply chain: provision' },
    headings: {
      providerCode: ['provider_id'], provider: ['provider_name'], nodeCode: ['provided_id'], node: ['provided_name'], share: ['share_provided', 'share'],
      negligible: ['negligible_market_share', 'negligible_share', 'negligible'], period: ['year'], sourceText: ['source'],
    },
    words: { negligible: { negligible: true } },
    units: { share: '%' },
  },
]
