import { useState } from 'react'

/** For a field that takes several: its list closes once one is chosen, so that it never lies over the buttons below; typing opens it again. */
export function useClosingList(): { dropdownOpened: boolean; onDropdownOpen: () => void; onDropdownClose: () => void; onOptionSubmit: () => void } {
  const [dropdownOpened, setOpened] = useState(false)
  const close = (): void => setOpened(false)
  return { dropdownOpened, onDropdownOpen: () => setOpened(true), onDropdownClose: close, onOptionSubmit: close }
}
