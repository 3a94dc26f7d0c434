import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Failed, Waiting } from "../../shell/parts/States";
import { factorApi } from "./api";
import style from "./Factor.module.css";
import { FactorCodeForm } from "./FactorCodeForm";
import { RecoveryCodes } from "./RecoveryCodes";

/** Takes a second factor: the picture, a code that proves it, then the codes for the day the phone is lost. */
export function Enrol({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const api = useApi(factorApi);
  const [codes, setCodes] = useState<string[] | null>(null);
  // Each opening is another secret; nothing of it stays in memory once it is closed.
  const offer = useQuery({
    queryKey: ["factor-offer"],
    queryFn: api.offer,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (offer.isError) return <Failed onRetry={() => void offer.refetch()} />;
  if (!offer.data) return <Waiting />;
  const { svg, secret, uri } = offer.data;
  return (
    <div className="col g4">
      <div className="col g1">
        <h3 className="t17">{t("people.factor.scanTitle")}</h3>
        <p className="dim">{t("people.factor.scanHint")}</p>
      </div>
      <img className={style.qr} src={pictureOf(svg)} alt={t("people.factor.picture")} />
      <div className="col g1">
        <span className="t13 dim">{t("people.factor.secret")}</span>
        <code className={style.secret}>{secret.match(/.{1,4}/g)?.join(" ")}</code>
        <a className="t13" href={uri}>
          {t("people.factor.openHere")}
        </a>
      </div>
      <FactorCodeForm
        label={t("people.factor.firstCode")}
        act={t("people.factor.go")}
        onCode={async (code) => setCodes((await api.confirm(code)).recoveryCodes)}
      />
    </div>
  );
}

const pictureOf = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
