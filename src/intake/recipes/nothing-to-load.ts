import type { Recipe } from '../../shared/sheets.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** A format that is known and holds no facts of a cluster: a recipe for it would make some up. It says what to do instead. */
export type NothingToLoad = Pick<Recipe, 'recognisedBy' | 'exactly' | 'fileName'> & { instead: Text; /** One column a group, too many to be named: how they begin. */ alsoBeginning?: string }

/** Files of the A-share chain graph that tell of a classification and of statistics on it, not of companies or products. */
export const nothingToLoad: readonly NothingToLoad[] = [
  {
    recognisedBy: ['code', 'name'], exactly: true, fileName: 'industry',
    instead: {
      zh: '本表只列出行业的代码与名称，没有关于主体或环节的事实，不必导入；各公司的行业请导入 company_industry.json。',
      en: 'This table only lists codes and names of industries and says nothing of organisations or nodes: it need not be loaded. For the industry of each company load company_industry.json.',
    },
  },
  {
    recognisedBy: ['from_code', 'from_industry', 'rel', 'to_industry', 'to_code'], exactly: true,
    instead: {
      zh: '本表说明哪个行业属于哪个上级行业，没有关于主体或环节的事实，不必导入；主体按最细一级行业登记，请导入 company_industry.json。',
      en: 'This table says which industry belongs to which wider one and nothing of organisations or nodes: it need not be loaded. Organisations bear their narrowest industry: load company_industry.json.',
    },
  },
  {
    recognisedBy: ['industry'], alsoBeginning: 'ups.',
    instead: {
      zh: '本表是由产品关系数出的上游行业次数，是统计而不是事实，不必导入；请导入 product_product.jsonl 和 company_product.jsonl，行业间的联系由分析算出。',
      en: 'This table counts upstream industries over the links of products: statistics, not facts, so it need not be loaded. Load product_product.jsonl and company_product.jsonl; links between industries are computed from them.',
    },
  },
]
