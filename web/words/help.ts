import { defineWords } from '../parts/language.tsx'

export const helpWords = defineWords({
  title: { zh: '帮助', en: 'Help' },
  lead: { zh: '值如何标记，符号是什么意思，键盘怎么用。', en: 'How values are marked, what the symbols mean, which keys work.' },
  evidence: { zh: '证据只隔一次点击', en: 'Evidence is one click away' },
  evidenceWhat: {
    zh: '任何页面上的任何值，单击或按 Enter 都会在右侧打开证据：公式与代入的数字、背后的主张、提供方、日期、使用权，以及来源文件里的那一行。地址栏会记住它，可以把证据作为链接发给别人；按 Esc 关闭。',
    en: 'Any value on any page opens with a click or Enter into its evidence on the right: the formula with its numbers, the claims behind it, who gave them, when, with what right of use, and the row of the source file itself. The address bar keeps it, so evidence can be sent as a link; Esc closes it.',
  },
  marks: { zh: '值的标记', en: 'Marks on a value' },
  sample: { zh: '示例', en: 'value' },
  inferred: { zh: '推断所得，不是直接陈述', en: 'Inferred, not stated directly' },
  withdrawn: { zh: '来源已撤回', en: 'Its source has been withdrawn' },
  conflict: { zh: '来源互相矛盾', en: 'Sources conflict' },
  stale: { zh: '证据已过期', en: 'The evidence is out of date' },
  implausible: { zh: '超出合理范围，请核对来源', en: 'Outside plausible bounds: check the source' },
  missing: { zh: '缺失；悬停或聚焦可看原因。缺失不是零', en: 'Missing; hover or focus for the reason. Missing is not zero' },
  right: { zh: '使用权', en: 'Right of use' },
  signs: { zh: '环节状态与主体类型', en: 'Node states and actor types' },
  keysEverywhere: { zh: '处处可用的键', en: 'Keys that work everywhere' },
  keysTable: { zh: '表格中的键', en: 'Keys in tables' },
})
