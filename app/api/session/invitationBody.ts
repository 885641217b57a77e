import * as z from "zod/mini";

/** The secret of a link. It comes in the body, because addresses are written into logs. */
export const token = z.string().check(z.minLength(1), z.maxLength(100));
export const tokenOnly = z.object({ token });
