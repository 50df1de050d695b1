// The button that changes between the light and the dark theme. The page starts with the reader's own preference.
const root = document.documentElement
const button = document.querySelector<HTMLButtonElement>("#theme-toggle")!
const prefersDark = matchMedia("(prefers-color-scheme: dark)")

function isDark(): boolean {
  return root.dataset.theme === undefined ? prefersDark.matches : root.dataset.theme === "dark"
}

function showChoice() {
  button.textContent = isDark() ? "Light theme" : "Dark theme"
}

button.hidden = false
button.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark"
  showChoice()
})
prefersDark.addEventListener("change", showChoice)
showChoice()
