import { useRef } from "react"
import { offerFile } from "../shell/offered-file.js"

/** Opens the system's choice of a file. */
export function ChooseFile({ title, className }: { title: string; className?: string }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={className} onClick={() => input.current!.click()}>
        {title}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".npy,.npz,.safetensors,.csv,.tsv,.parquet"
        aria-label="File of activations"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file !== undefined) offerFile(file)
          currentTarget.value = ""
        }}
      />
    </>
  )
}
