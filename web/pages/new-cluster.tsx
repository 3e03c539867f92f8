import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { call, Failure, keyOf, PageHead, useWords, type ApiError, type Output } from '../parts/index.ts'
import { Bare } from '../shell/bare.tsx'
import { signInWords } from '../words/sign-in.ts'

/** A cluster of one's own: a name and an identifier are all it takes. */
export default function NewClusterPage() {
  const t = useWords(signInWords)
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const [form, setForm] = useState({ name: '', nameEn: '', cluster: '', regionCode: '' })
  const create = useMutation<Output<'createCluster'>, ApiError>({
    mutationFn: () => call('createCluster', { body: { name: form.name.trim(), cluster: form.cluster, ...filled('nameEn', form.nameEn), ...filled('regionCode', form.regionCode) } }),
    onSuccess: async ({ cluster }) => {
      await client.invalidateQueries({ queryKey: keyOf('getSession', {}) })
      navigate(`~/c/${cluster}`)
    },
  })
  const wrongId = form.cluster !== '' && !/^[a-z0-9][a-z0-9-]{0,62}$/.test(form.cluster)
  const field = (key: keyof typeof form) => ({ value: form[key], onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [key]: event.currentTarget.value }) })
  return (
    <Bare>
      <PageHead title={t.newTitle} lead={t.newLead} />
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (!wrongId) create.mutate() }}>
        <TextInput label={t.name} required maxLength={200} {...field('name')} />
        <TextInput label={t.nameEn} maxLength={200} {...field('nameEn')} />
        <TextInput label={t.id} description={t.idWhat} required maxLength={63} error={wrongId ? t.idWrong : undefined} {...field('cluster')} />
        <TextInput label={t.region} description={t.regionWhat} pattern="\d{6}" inputMode="numeric" {...field('regionCode')} />
        {create.error && <Failure error={create.error} compact />}
        <div><Button type="submit" loading={create.isPending}>{t.create}</Button></div>
      </form>
    </Bare>
  )
}

function filled<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  return value.trim() ? { [key]: value.trim() } as Partial<Record<K, string>> : {}
}
