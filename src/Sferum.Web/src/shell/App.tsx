import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { Refused } from "../live/protocol";
import { type Services, ServicesContext } from "./context";
import { makeRouter } from "./routes";

export function App({ services }: { services: Services }) {
  const [router] = useState(makeRouter);
  const [queries] = useState(makeQueries);
  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ServicesContext>
  );
}

function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => !(error instanceof Refused) && count < 2,
        staleTime: 30_000,
        networkMode: "always",
      },
    },
  });
}
