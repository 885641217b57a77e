import { useTranslations } from "use-intl/react";
import type { Option } from "../ui/Select";
import { actorKinds } from "./auditFilters";

/** Whom the log can be narrowed to: everybody of a kind, or one member or key. */
export function useActorOptions(
  actors: readonly Option<string>[],
  current: string,
): readonly Option<string>[] {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const options = [
    { value: "", label: common("any") },
    ...actorKinds.map((kind) => ({ value: kind, label: t(`filters.kinds.${kind}`) })),
    ...actors,
  ];
  const isOffered = options.some(({ value }) => value === current);
  return isOffered ? options : [...options, { value: current, label: t("filters.somebody") }];
}
