/**
 * Cuts a text wherever white space follows anything else; a part begins with its white space. There BERT's and RoBERTa's
 * tokenizers begin a new word whatever stands around, so that the tokens of a text are those of its parts, one part after
 * another. Only the plain kinds of white space are places to cut: of the others BERT deletes some, and joins what they part.
 */
export function textParts(text: string): string[] {
  return text.split(/(?<=\S)(?=[ \t\n\r])/)
}
