# The host. From the root of the repository: docker build -f deploy/images/host.Dockerfile -t sferum/host:0.1.0 .
# Runs as a user without a name, needs no shell, writes to /data and /tmp only: docker run --read-only --tmpfs /tmp -v sferum:/data sferum/host:0.1.0
# BASE may be another image with the ASP.NET Core runtime, ICU and time zones; with ffmpeg in it there are voice messages.
ARG BASE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG NODE=node:22-bookworm-slim

FROM ${NODE} AS node

FROM ${SDK} AS build
# Node builds the web client.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /source
COPY . .
RUN dotnet publish src/Sferum.Host -c Release -o /out/app \
  && dotnet run --project deploy/sbom -- . /out/app/sbom.json \
  && mkdir -p /out/data

FROM ${BASE}
COPY --from=build /out/app /app
COPY --from=build --chown=10001:10001 /out/data /data
ENV ASPNETCORE_URLS=http://+:8080 DOTNET_EnableDiagnostics=0 Sferum__Data=/data
USER 10001:10001
WORKDIR /app
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["/app/Sferum.Host"]
