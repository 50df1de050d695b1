import { hasServer } from "../data/server.js"
import { href, useRoute } from "./route.js"
import { toggleTheme, useDark } from "./theme.js"

const pages = [
  { page: "", title: "The idea" },
  ...(hasServer ? [{ page: "runs", title: "Runs" }] : []),
  { page: "measure", title: "Measure a file" },
]

export function Header() {
  const { page } = useRoute()
  const dark = useDark()
  return (
    <header className="header">
      <a className="header-brand" href={href("")}>
        rote
      </a>
      <nav aria-label="Pages">
        {pages.map((each) => (
          <a key={each.page} href={href(each.page)} aria-current={each.page === page ? "page" : undefined}>
            {each.title}
          </a>
        ))}
      </nav>
      <button
        type="button"
        className="quiet-button"
        onClick={toggleTheme}
        aria-label={`Use ${dark ? "light" : "dark"} colours`}
      >
        {dark ? "Light" : "Dark"}
      </button>
    </header>
  )
}
