import { Button, Checkbox, FileButton, Menu, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { recipeSchema, type Recipe } from '../../../src/shared/sheets.ts'
import { intakeWords } from '../../words/intake.ts'
import { useCall, useText, useWords } from '../../parts/index.ts'
import { changeSheet, type SheetDraft } from './draft.ts'
import style from './intake.module.css'
import type { Intake } from './work.ts'

/** Another way to read the sheet: a recipe kept here, a shipped one, or one from a file. */
export function RecipeSelect({ sheet, intake }: { sheet: SheetDraft; intake: Intake }) {
  const t = useWords(intakeWords)
  const say = useText()
  const { data = [] } = useCall('listRecipes', {}, { staleTime: 60_000 })
  const [refused, setRefused] = useState('')
  const now = sheet.preview.recipe
  const group = (shipped: boolean) => data.filter((item) => item.shipped === shipped).map(({ recipe }) => ({ value: recipe.name, label: recipe.title ? say(recipe.title) : recipe.name }))
  const listed = now && data.some(({ recipe }) => recipe.name === now.name) ? now.name : ''
  const take = (name: string) => {
    const found = data.find(({ recipe }) => recipe.name === name)
    if (found) intake.setRecipe(sheet, found.recipe)
    else if (sheet.preview.kind) intake.setKind(sheet, sheet.preview.kind)
  }
  const open = (file: File | null) => {
    if (!file) return
    void file.text().then((text) => { intake.setRecipe(sheet, recipeSchema.parse(JSON.parse(text))); setRefused('') }).catch(() => setRefused(t.recipeBad(file.name)))
  }
  return (
    <>
      <NativeSelect size="xs" label={t.recipe} value={listed} onChange={(event) => take(event.currentTarget.value)} data={[{ value: '', label: t.recipeGuess }, { group: t.recipeMine, items: group(false) }, { group: t.recipeShipped, items: group(true) }]} />
      <FileButton accept="application/json,.json" onChange={open} inputProps={{ 'aria-label': t.recipeOpen, tabIndex: -1 }}>
        {(props) => (
          <Menu position="bottom-start">
            <Menu.Target><Button size="xs" variant="default">{t.recipeTools}</Button></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={props.onClick}>{t.recipeOpen}</Menu.Item>
              {now && <Menu.Item onClick={() => saveRecipe(now)}>{t.recipeSave}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
      </FileButton>
      {refused && <p role="alert" className={style.refused}>{refused}</p>}
    </>
  )
}

/** The confirmed mapping is kept by name unless one does not want it. */
export function KeepRecipe({ sheet, intake }: { sheet: SheetDraft; intake: Intake }) {
  const t = useWords(intakeWords)
  const { data = [] } = useCall('listRecipes', {}, { staleTime: 60_000 })
  const { keepAs, preview } = sheet
  const set = (name: string | null) => intake.change((draft) => changeSheet(draft, sheet.id, (one) => ({ ...one, keepAs: name })))
  const same = data.find(({ recipe }) => recipe.name === keepAs?.trim())
  return (
    <div className={style.keep}>
      <Checkbox size="sm" label={t.keep} checked={keepAs !== null} onChange={(event) => set(event.currentTarget.checked ? preview.recipe?.name ?? '' : null)} />
      {keepAs !== null && (
        <TextInput
          size="sm" aria-label={t.keepName} value={keepAs} maxLength={100} error={same?.shipped ? t.keepTaken : undefined} description={same && !same.shipped ? t.keepReplaces : undefined}
          inputWrapperOrder={['input', 'description', 'error']} onChange={(event) => set(event.currentTarget.value)}
        />
      )}
    </div>
  )
}

function saveRecipe(recipe: Recipe): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(recipe, null, 2)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${recipe.name}.json`
  link.click()
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
