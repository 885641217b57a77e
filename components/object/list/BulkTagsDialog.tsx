"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checkbox";
import { Dialog, DialogFooter } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Input } from "../../ui/Input";
import { Form } from "../Form";
import type { BulkRow } from "./bulkSteps";
import { valuesIn } from "./valuesIn";

interface BulkTagsDialogProps {
  kind: "add" | "remove";
  rows: readonly BulkRow[];
  onClose: () => void;
  onApply: (tags: string[]) => void;
}

/** Tags to add are written; tags to remove are chosen among those that are there. */
export function BulkTagsDialog({ kind, rows, onClose, onApply }: BulkTagsDialogProps) {
  const t = useTranslations("objects.bulk");
  const common = useTranslations("common");
  const [tags, setTags] = useState<readonly string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const apply = () => {
    if (tags.length === 0) setMissing(true);
    else onApply([...tags]);
    return Promise.resolve();
  };
  const error = isMissing && tags.length === 0 ? t("tagsMissing") : undefined;
  return (
    <Dialog open narrow onOpenChange={onClose} title={t(kind === "add" ? "addTags" : "removeTags")}>
      <Form
        problem={undefined}
        onSubmit={apply}
        bodyClass="flex max-h-96 flex-col gap-1 overflow-y-auto px-5 py-4"
        footer={() => (
          <DialogFooter>
            <Button size="md" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit" kind="primary" size="md">
              {t("apply")}
            </Button>
          </DialogFooter>
        )}
      >
        {kind === "add" ? (
          <NewTags error={error} onChange={setTags} />
        ) : (
          <KnownTags rows={rows} tags={tags} error={error} onChange={setTags} />
        )}
      </Form>
    </Dialog>
  );
}

interface NewTagsProps {
  error: string | undefined;
  onChange: (tags: readonly string[]) => void;
}

function NewTags({ error, onChange }: NewTagsProps) {
  const t = useTranslations("objects.bulk");
  return (
    <Field label={t("tags")} error={error} hint={t("tagsHint")}>
      {(control) => (
        <Input
          {...control}
          autoFocus
          autoComplete="off"
          onChange={(event) => onChange(tagsIn(event.target.value))}
        />
      )}
    </Field>
  );
}

interface KnownTagsProps extends NewTagsProps {
  rows: readonly BulkRow[];
  tags: readonly string[];
}

function KnownTags({ rows, tags, error, onChange }: KnownTagsProps) {
  const t = useTranslations("objects.bulk");
  const known = valuesIn(rows, (row) => row.tags);
  if (known.length === 0) return <p className="text-base text-ink-soft">{t("noTags")}</p>;
  return (
    <fieldset className="flex flex-col">
      <legend className="sr-only">{t("tags")}</legend>
      {known.map((tag) => (
        <Checkbox
          key={tag}
          checked={tags.includes(tag)}
          onChange={(checked) => onChange(checked ? [...tags, tag] : tags.filter((other) => other !== tag))}
        >
          <span className="break-words">{tag}</span>
        </Checkbox>
      ))}
      {error === undefined ? null : (
        <p role="alert" className="text-xs text-danger-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function tagsIn(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
