import { isOptionsGroup, type ComboboxParsedItem } from '@mantine/core'

type Asked = { options: ComboboxParsedItem[]; search: string; limit: number }

/** For lists that are searched by typing: by the words on screen and by what stands behind them: 440300 finds 深圳市, 2026-10 finds 2026年10月. */
export function matchOptions({ options, search, limit }: Asked): ComboboxParsedItem[] {
  const typed = search.trim().toLowerCase()
  const matches = ({ label, value }: { label: string; value: unknown }): boolean => label.toLowerCase().includes(typed) || String(value).toLowerCase().includes(typed)
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (isOptionsGroup(option)) return [{ ...option, items: option.items.filter(matches) }]
    return matches(option) ? [option] : []
  }).slice(0, limit)
}
