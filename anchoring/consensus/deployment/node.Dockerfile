# A member's node and its signer: the project, and CometBFT of the pinned version, checked against the committed sums.
# Beside it, node.Dockerfile.dockerignore keeps what is secret out of it (BuildKit, the default of Docker since version 23).
#   docker build -f anchoring/consensus/deployment/node.Dockerfile -t incola-node .
FROM golang:1.25-bookworm AS engine
WORKDIR /engine
COPY anchoring/consensus/engine/go.mod anchoring/consensus/engine/go.sum ./
RUN go build -mod=readonly -trimpath -ldflags '-s -w' -o /cometbft github.com/cometbft/cometbft/cmd/cometbft

FROM node:22-bookworm AS project
WORKDIR /opt/incola
COPY . .
RUN npm ci --no-audit --no-fund && node node_modules/typescript/bin/tsc -p tsconfig.build.json && npm prune --omit=dev

FROM node:22-bookworm-slim
COPY --from=engine /cometbft /usr/local/bin/cometbft
COPY --from=project /opt/incola /opt/incola
# A named volume takes over whose this folder is.
RUN install -d -o 10001 -g 10001 -m 0700 /run/incola-signing
WORKDIR /opt/incola
ENV INCOLA_COMETBFT=/usr/local/bin/cometbft
USER 10001:10001
ENTRYPOINT ["node"]
