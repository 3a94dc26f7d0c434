# Janus, the media server of calls. From the root of the repository: docker build -f deploy/media/janus.Dockerfile -t sferum-janus .
#   docker run --network host -v SECRETS:/run/secrets:ro sferum-janus --secret /run/secrets/janus --room-key /run/secrets/rooms --address IP --listen IP
# The host's own network: media comes in on thousands of ports, and what is announced is the address of the machine.
FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends janus && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --home-dir /var/lib/sferum-media --create-home media
COPY deploy/media /opt/sferum/media
USER 10001
ENTRYPOINT ["/opt/sferum/media/janus", "/var/lib/sferum-media/janus"]
