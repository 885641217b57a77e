"use client";

import { useState } from "react";
import { Checkbox } from "../ui/Checkbox";
import { CopyField } from "../ui/CopyField";
import { Field } from "../ui/Field";
import { Input, Textarea } from "../ui/Input";
import { Select } from "../ui/Select";
import { Exhibit, Hall } from "./Exhibit";

const roles = [
  { value: "member", label: "Member" },
  { value: "viewer", label: "Viewer" },
];

export function Fields() {
  const [role, setRole] = useState("member");
  const [isChecked, check] = useState(true);
  return (
    <Hall title="Fields">
      <Exhibit title="Text">
        <Field label="Name" hint="As on the door.">
          {(control) => <Input {...control} defaultValue="Ada Lovelace" />}
        </Field>
        <Field label="E-mail" required error="must be an e-mail address">
          {(control) => <Input {...control} defaultValue="ada@" />}
        </Field>
        <Field label="Disabled">{(control) => <Input {...control} disabled defaultValue="As it is" />}</Field>
      </Exhibit>
      <Exhibit title="Text of several lines">
        <Field label="Notes">{(control) => <Textarea {...control} rows={3} />}</Field>
      </Exhibit>
      <Exhibit title="Choice">
        <Field label="Role">
          {(control) => <Select {...control} value={role} options={roles} onChange={setRole} />}
        </Field>
        <Checkbox checked={isChecked} onChange={check}>
          May see the whole company
        </Checkbox>
        <Checkbox checked={false} disabled onChange={check}>
          Not for this role
        </Checkbox>
      </Exhibit>
      <Exhibit title="To take along">
        <div className="w-full max-w-md">
          <CopyField label="API key" value="ghk_test_an_example" />
        </div>
      </Exhibit>
    </Hall>
  );
}
