"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { ChoiceMenu } from "../ui/ChoiceMenu";
import { Kbd } from "../ui/Kbd";
import { Exhibit, Hall } from "./Exhibit";

const kinds = ["primary", "secondary", "quiet", "danger"] as const;
const tones = ["neutral", "accent", "copper", "slate"] as const;
const options = [
  { value: "all", label: "Any" },
  { value: "lead", label: "Lead" },
  { value: "customer", label: "Customer" },
];

export function Controls() {
  const [choice, choose] = useState("all");
  return (
    <Hall title="Controls">
      {kinds.map((kind) => (
        <Exhibit key={kind} title={`Button ${kind}`}>
          <Button kind={kind}>Small</Button>
          <Button kind={kind} size="md">
            <Plus aria-hidden />
            Medium
          </Button>
          <Button kind={kind} size="lg">
            Large
          </Button>
          <Button kind={kind} size="icon" aria-label={`Add, ${kind}`}>
            <Plus aria-hidden />
          </Button>
          <Button kind={kind} disabled>
            Disabled
          </Button>
          <Button kind={kind} pending>
            Pending
          </Button>
        </Exhibit>
      ))}
      <Exhibit title="Choice menu">
        <ChoiceMenu
          label="Type"
          value={choice}
          active={choice !== "all"}
          options={options}
          onChange={choose}
        />
        <ChoiceMenu label="Quiet type" quiet value={choice} options={options} onChange={choose} />
      </Exhibit>
      <Exhibit title="Badge">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </Exhibit>
      <Exhibit title="Avatar and key">
        <Avatar name="Ada Lovelace" />
        <Avatar name="Grace Hopper" size="lg" />
        <Kbd>K</Kbd>
      </Exhibit>
    </Hall>
  );
}
