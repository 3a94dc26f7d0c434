import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SignInFrame } from "../../people/SignInFrame";
import { useServices } from "../../shell/context";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { Icon } from "../../shell/parts/Icon";
import "../../shell/styles/desk.css";
import { partsOf } from "../appointments/api";
import { ApplicationFields, type ApplicationInput, applicationSchema, emptyApplication } from "./ApplicationFields";
import { ApplicationStatusView } from "./ApplicationStatusView";
import { applyApi } from "./api";
import { forgetApplication, keepApplication, newSecret, type OwnApplication, ownApplication } from "./own";

/** A school asks to be taken on; nobody signs in for it. */
export function ApplyPage() {
  const [own, setOwn] = useState(() => ownApplication());
  const handedIn = (next: OwnApplication) => {
    keepApplication(next);
    setOwn(next);
  };
  return (
    <SignInFrame wide>
      {own ? (
        <ApplicationStatusView
          own={own}
          onForget={() => {
            forgetApplication();
            setOwn(null);
          }}
        />
      ) : (
        <NewApplication onDone={handedIn} />
      )}
    </SignInFrame>
  );
}

function NewApplication({ onDone }: { onDone: (own: OwnApplication) => void }) {
  const { t } = useTranslation("desk");
  const { people } = useServices();
  const [secret] = useState(newSecret);
  return (
    <>
      <div className="col g2">
        <h1 className="t26">{t("apply.title")}</h1>
        <p className="dim">{t("apply.hint")}</p>
      </div>
      <ApplyForm
        act={t("apply.send")}
        onSend={async (form) => {
          const { number } = await applyApi(people.open).submit(form, secret);
          onDone({ number, secret });
        }}
      />
    </>
  );
}

export function ApplyForm({ act, onSend }: { act: string; onSend: (form: FormData) => Promise<void> }) {
  const { register, submit, formState, refusal } = useDeskForm(
    applicationSchema,
    emptyApplication() as ApplicationInput,
  );
  return (
    <form className="col g4" noValidate onSubmit={submit((values) => onSend(partsOf(values)))}>
      <ApplicationFields register={register} errors={formState.errors} />
      <p className="err" role="alert">
        {refusal && <Icon name="alert" small />}
        {refusal}
      </p>
      <button type="submit" className="btn pri xl full" disabled={formState.isSubmitting}>
        {act}
      </button>
    </form>
  );
}
