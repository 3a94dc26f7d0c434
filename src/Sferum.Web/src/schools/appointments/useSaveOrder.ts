import { useTranslation } from "react-i18next";
import { saveAs } from "../../shell/parts/saveAs";
import { useAct } from "../parts/useAct";

const endings: Record<string, string> = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" };

/** Brings an order's file and saves it under its number. */
export function useSaveOrder(file: (id: string) => Promise<Blob>) {
  const { t } = useTranslation("desk");
  const { act, busy } = useAct();
  const save = async ({ id, number }: { id: string; number: string }) => {
    const found = await act(() => file(id));
    if (found) saveAs(found, `${t("orders.order")} ${number}.${endings[found.type] ?? "pdf"}`);
  };
  return { save, busy };
}
