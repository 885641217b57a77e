export interface Block {
  readonly language: string;
  readonly text: string;
  /** Of its first fence, for messages. */
  readonly line: number;
}

/** Code to run, with what the page says that it prints. */
export interface Example {
  readonly code: Block;
  readonly output: Block | null;
}

const RUNNABLE = ["sh", "ts"];

/** The examples of a page in reading order: each block of code with the block of output that follows it. */
export function examplesOf(markdown: string): Example[] {
  const blocks = blocksOf(markdown);
  return blocks.flatMap((code, index) => {
    const next = blocks[index + 1];
    const output = next === undefined || RUNNABLE.includes(next.language) ? null : next;
    return RUNNABLE.includes(code.language) ? [{ code, output }] : [];
  });
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)\n([^]*?)\n```$/gm)].map(
    ({ 1: language = "", 2: text = "", index }) => {
      return { language, text, line: markdown.slice(0, index).split("\n").length };
    },
  );
}
