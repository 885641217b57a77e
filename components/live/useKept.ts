import { useState } from "react";

interface Kept<Value> {
  value: Value | undefined;
  /** The question that `value` answers; an earlier one while the current one loads. */
  question: string;
}

/** Keeps the last value while another question is answered, so that nothing on the page jumps. */
export function useKept<Value>(value: Value | undefined, question: string): Kept<Value> {
  const [kept, setKept] = useState<Kept<Value>>({ value: undefined, question });
  if (value !== undefined && (kept.value !== value || kept.question !== question))
    setKept({ value, question });
  return value === undefined ? kept : { value, question };
}
