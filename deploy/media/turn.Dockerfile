# coturn, for browsers behind strict networks. From the root of the repository: docker build -f deploy/media/turn.Dockerfile -t sferum-turn .
#   docker run --network host -v SECRETS:/run/secrets:ro sferum-turn --secret /run/secrets/turn --address IP --peer JANUS-IP --tls 5349 /run/secrets/cert.pem /run/secrets/key.pem
# Ports below 1024 (TLS on 443): --cap-add NET_BIND_SERVICE --user root, or a port forwarding.
FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends coturn && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --home-dir /var/lib/sferum-media --create-home media
COPY deploy/media /opt/sferum/media
USER 10001
ENTRYPOINT ["/opt/sferum/media/turn", "/var/lib/sferum-media/turn"]
