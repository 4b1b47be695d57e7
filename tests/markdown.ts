// What tests ask of a text in Markdown.

const FENCE = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;

/** The text without its blocks of code. */
export function proseOf(text: string): string {
  return text.replaceAll(FENCE, "");
}

/** The blocks of code in one language, without the spaces of the list that they are in. */
export function codeOf(text: string, language: string): readonly string[] {
  return [...text.matchAll(FENCE)]
    .filter(([, , its]) => its === language)
    .map(([, indent = "", , code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}

/** The links that are no URLs. */
export function linksOf(text: string): readonly string[] {
  const links = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

/** What a link can have behind its `#`, as GitHub makes it of headings. */
export function anchorsOf(text: string): readonly string[] {
  const headings = proseOf(text).matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-"),
  );
}
