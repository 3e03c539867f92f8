import { defineWords } from '../parts/language.tsx'

/** The words of every chart. */
export const chartWords = defineWords({
  svg: { zh: '存为 SVG', en: 'Save as SVG' },
  png: { zh: '存为 PNG', en: 'Save as PNG' },
  asTable: { zh: '以表格查看', en: 'See as a table' },
  firstRows: { zh: (n: string, total: string) => `共 ${total} 行，此处列出前 ${n} 行。`, en: (n: string, total: string) => `${total} rows; the first ${n} are listed.` },
})
