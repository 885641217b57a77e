import type { ReactNode } from "react";
import { PlainTable, type PlainColumn } from "../object/PlainTable";
import { TableSkeleton } from "../object/ObjectTable";
import { Badge } from "../ui/Badge";
import { Exhibit, Hall } from "./Exhibit";

interface Example {
  name: string;
  role: ReactNode;
  isOver: boolean;
}

const columns: readonly PlainColumn<Example>[] = [
  { key: "name", title: "Name", className: "w-1/2", cell: ({ name }) => name },
  { key: "role", title: "Role", className: "w-1/2", cell: ({ role }) => role },
];
const rows: readonly Example[] = [
  { name: "Ada Lovelace", role: <Badge tone="accent">Owner</Badge>, isOver: false },
  { name: "Grace Hopper", role: <Badge>Viewer</Badge>, isOver: true },
];

export function Tables() {
  return (
    <Hall title="Tables">
      <Exhibit title="Plain">
        <div className="w-full">
          <PlainTable
            caption="Members"
            columns={columns}
            rows={rows}
            rowKey={({ name }) => name}
            isFaded={({ isOver }) => isOver}
          />
        </div>
      </Exhibit>
      <Exhibit title="Loading">
        <div className="@container w-full">
          <TableSkeleton columns={columns} rows={3} />
        </div>
      </Exhibit>
    </Hall>
  );
}
