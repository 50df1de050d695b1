import { useSyncExternalStore } from "react"
import { darkTheme, lightTheme, type Theme } from "#src/plots/theme.js"
import { remember, remembered } from "../data/remembered.js"

const key = "rote-theme"
const systemDark = matchMedia("(prefers-color-scheme: dark)")
const listeners = new Set<() => void>()

/** Puts the theme chosen on an earlier visit on the page. */
export function applyTheme(): void {
  const chosen = remembered(key)
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen === undefined ? systemDark.matches : chosen === "dark"
}

/** Colours as numbers, for canvases and saved files; what is drawn into the page takes `pageTheme`. */
export function currentTheme(): Theme {
  return isDark() ? darkTheme : lightTheme
}

export function toggleTheme(): void {
  const next = isDark() ? "light" : "dark"
  document.documentElement.dataset.theme = next
  remember(key, next)
  for (const listener of listeners) listener()
}

export function useDark(): boolean {
  return useSyncExternalStore(subscribe, isDark)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  systemDark.addEventListener("change", listener)
  return () => {
    listeners.delete(listener)
    systemDark.removeEventListener("change", listener)
  }
}
