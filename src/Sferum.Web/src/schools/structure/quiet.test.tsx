import { fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PushStatus } from "../../push/protocol";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { type Desk, desk, openDesk } from "../../testing/desk";
import { school } from "../../testing/school";

let on: Desk;
let status: PushStatus;

const hours = "/api/school/quiet-hours";

beforeEach(() => {
  on = desk(["school_admin"]);
  status = { enabled: true, publicKey: "key", subscribed: false, quiet: null, school: null };
  school(on.http)
    .on("GET /api/push", () => status)
    .on(`PUT ${hours}`, ({ body }) => {
      status = { ...status, school: { ...(body as { from: number; to: number }), zone: "Asia/Anadyr" } };
    })
    .on(`DELETE ${hours}`, () => {
      status = { ...status, school: null };
    });
});

afterEach(() => stopClients());

describe("Quiet hours of a school", () => {
  it("are set in its zone by who leads it, and ended", async () => {
    const { user } = await openDesk(on, "/school/structure", "Структура школы");
    const section = await screen.findByRole("region", { name: "Тихие часы" });
    fireEvent.change(within(section).getByLabelText("С"), { target: { value: "21:30" } });
    fireEvent.change(within(section).getByLabelText("До"), { target: { value: "06:15" } });
    await user.click(within(section).getByRole("button", { name: "Задать" }));
    await within(section).findByText("По часам школы: Asia/Anadyr");
    expect(on.http.bodies(`PUT ${hours}`)).toEqual([{ from: 1290, to: 375, zone: null }]);
    expect(await faults(section)).toEqual([]);
    await user.click(within(section).getByRole("button", { name: "Отменить" }));
    await within(section).findByRole("button", { name: "Задать" });
    expect(on.http.bodies(`DELETE ${hours}`)).toHaveLength(1);
  });

  it("are not there where nobody is notified", async () => {
    status = { ...status, enabled: false };
    await openDesk(on, "/school/structure", "Структура школы");
    await screen.findByText("Алгебра · 7Б");
    await screen.findByText("Карточка школы");
    expect(screen.queryByRole("region", { name: "Тихие часы" })).toBeNull();
  });
});
